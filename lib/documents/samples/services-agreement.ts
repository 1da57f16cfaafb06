/** Invented parties, ordinary terms. See typeset.ts for the marks. */
export const servicesAgreement = `
# Master Services Agreement
This Master Services Agreement (this **“Agreement”**) is made on 14 March 2025 (the **“Effective Date”**) between **Harrow & Lisle Logistics, Inc.**, a Delaware corporation with its principal office at 410 Canal Street, Wilmington, Delaware 19801 (**“Customer”**), and **Brightwater Systems LLC**, a limited liability company organized under the laws of the State of New York with its principal office at 22 Beaver Street, New York, New York 10004 (**“Provider”**). Customer and Provider are each a **“Party”** and together the **“Parties”**.

## Background
(A) Provider designs, operates and supports software for the scheduling of freight.
(B) Customer wishes to engage Provider from time to time for the services that the Parties agree in statements of work, and Provider wishes to be so engaged, on the terms of this Agreement.

## 1. Definitions
In this Agreement the following words have the following meanings:
> **“Affiliate”** means, for a Party, any entity that controls, is controlled by, or is under common control with that Party, where control means ownership of more than fifty percent (50%) of the voting interests.
> **“Business Day”** means a day other than a Saturday, a Sunday or a day on which banks in New York, New York are authorized to close.
> **“Confidential Information”** has the meaning given in Section 8.1.
> **“Customer Data”** means all data, in any form, that Customer or its users submit to the Services, and all results derived from it.
> **“Deliverable”** means any work product that Provider is to deliver under a Statement of Work.
> **“Fees”** means the amounts payable under Section 5.
> **“Services”** means the services described in a Statement of Work.
> **“Statement of Work”** means a document that refers to this Agreement, describes services to be performed, and is signed by both Parties.
> **“Term”** has the meaning given in Section 3.1.

## 2. Services
2.1 **Statements of Work.** Provider shall perform the Services and deliver the Deliverables set out in each Statement of Work. Each Statement of Work forms part of this Agreement. If a Statement of Work conflicts with the body of this Agreement, the body of this Agreement prevails, unless the Statement of Work names the Section that it changes.
2.2 **Standard of performance.** Provider shall perform the Services in a professional and workmanlike manner, with the care and skill that is usual among providers of similar services, and in compliance with all applicable laws.
2.3 **Personnel.** Provider shall assign personnel with suitable training and experience. Customer may, on reasonable grounds stated in writing, ask Provider to replace any individual, and Provider shall do so within ten (10) Business Days.
2.4 **Subcontractors.** Provider shall not subcontract any part of the Services without Customer’s prior written consent, which shall not be unreasonably withheld. Provider remains liable for the acts and omissions of its subcontractors as for its own.
2.5 **Service levels.** For hosted Services, Provider shall keep the Services available for at least ninety-nine point five percent (99.5%) of each calendar month, measured without the maintenance windows announced at least forty-eight (48) hours in advance. For each full percentage point below that level, Customer is entitled to a credit of five percent (5%) of the Fees for that month.

## 3. Term and renewal
3.1 **Initial term.** This Agreement begins on the Effective Date and continues for three (3) years (together with any renewal, the **“Term”**), unless terminated earlier under Section 10.
3.2 **Renewal.** At the end of the initial term and of each renewal, this Agreement renews automatically for successive periods of one (1) year, unless either Party gives written notice of non-renewal at least ninety (90) days before the end of the period then running.
3.3 **Statements of Work.** Where a Statement of Work is still being performed when this Agreement ends, this Agreement continues to govern it until it is completed or terminated.

## 4. Acceptance
4.1 **Review.** Customer may test each Deliverable for fifteen (15) Business Days after delivery. A Deliverable is accepted when Customer says so in writing, or when that period ends without a written notice of rejection.
4.2 **Correction.** If Customer rejects a Deliverable because it departs from the Statement of Work, Provider shall correct and redeliver it within ten (10) Business Days at its own expense. If it fails a second time, Customer may terminate the Statement of Work concerned and be refunded the Fees paid for that Deliverable.

## 5. Fees and payment
5.1 **Fees.** Customer shall pay the Fees stated in each Statement of Work. Unless it says otherwise, Fees are in United States dollars and are invoiced monthly in arrears.
5.2 **Payment.** Customer shall pay each undisputed invoice within thirty (30) days after receipt. Amounts that are overdue bear interest at one percent (1%) per month or the highest rate that the law allows, whichever is lower.
5.3 **Disputes.** Customer may withhold an amount that it disputes in good faith, if it gives written notice of the reasons within twenty (20) days after receipt of the invoice and pays the rest.
5.4 **Price protection.** Provider may raise its rates no more than once in each year of the Term, on sixty (60) days’ written notice, and by no more than the change in the Consumer Price Index for All Urban Consumers over the preceding twelve (12) months.
5.5 **Audit.** Provider shall keep complete and accurate records of the Services and the Fees for three (3) years. Customer, or an independent accountant bound to confidentiality, may examine them once in each calendar year on ten (10) Business Days’ notice. Where an examination shows an overcharge of more than five percent (5%), Provider shall bear its cost.

## 6. Intellectual property
6.1 **Customer’s property.** Customer owns the Customer Data and, upon payment, all rights in the Deliverables. Provider assigns to Customer all right, title and interest in the Deliverables, except for the Provider Materials.
6.2 **Provider Materials.** Provider keeps all rights in software, tools and know-how that it had before the Effective Date or develops independently of the Services (the **“Provider Materials”**). To the extent that Provider Materials are contained in a Deliverable, Provider grants Customer a perpetual, irrevocable, worldwide, royalty-free license to use, copy and modify them as part of that Deliverable.
6.3 **Feedback.** Provider may use suggestions about its products without obligation, provided that they contain no Confidential Information of Customer.

## 7. Data protection
7.1 **Use.** Provider shall use Customer Data solely to perform the Services, and shall not use it to train any model or develop any product for others.
7.2 **Security.** Provider shall maintain administrative, technical and physical safeguards no less protective than those required by ISO/IEC 27001, and shall have them examined by an independent auditor at least once in each year.
7.3 **Incidents.** Provider shall notify Customer without undue delay, and in any event within forty-eight (48) hours, after it becomes aware of unauthorized access to Customer Data, and shall cooperate in its investigation.
7.4 **Return.** Within thirty (30) days after the end of this Agreement, Provider shall return the Customer Data in a commonly used format and then delete it, and shall confirm the deletion in writing.

## 8. Confidentiality
8.1 **Meaning.** **“Confidential Information”** means information that a Party discloses to the other in connection with this Agreement and that is marked confidential or should reasonably be understood to be so. It does not include information that is or becomes public through no fault of the recipient, that the recipient knew already or receives lawfully from a third party, or that the recipient develops independently.
8.2 **Duty.** The recipient shall keep Confidential Information secret, use it only for the purposes of this Agreement, and disclose it only to those of its personnel and advisers who need to know it and are bound to keep it secret.
8.3 **Compelled disclosure.** The recipient may disclose Confidential Information where the law requires it, if it gives prompt notice, where lawful, so that the other Party may seek protection.
8.4 **Duration.** The duties in this Section 8 last for five (5) years after the end of this Agreement, and for trade secrets as long as they remain trade secrets.

## 9. Warranties, indemnity and liability
9.1 **Warranties.** Each Party warrants that it has full power to enter into this Agreement. Provider warrants that for ninety (90) days after acceptance each Deliverable will conform in all material respects to its Statement of Work.
9.2 **Indemnity by Provider.** Provider shall defend Customer against any third-party claim that the Services or the Deliverables infringe a patent, copyright or trade secret, and shall pay the damages finally awarded and the settlements that it agrees to.
9.3 **Indemnity by Customer.** Customer shall in the same way defend Provider against any third-party claim that the Customer Data infringes the rights of others.
9.4 **Cap on liability.** EXCEPT FOR A BREACH OF SECTION 7 OR SECTION 8, FOR THE INDEMNITIES IN THIS SECTION 9, AND FOR GROSS NEGLIGENCE OR WILLFUL MISCONDUCT, NEITHER PARTY’S LIABILITY UNDER THIS AGREEMENT SHALL EXCEED THE FEES PAID AND PAYABLE IN THE TWELVE (12) MONTHS BEFORE THE EVENT THAT GAVE RISE TO IT.
9.5 **Indirect loss.** NEITHER PARTY IS LIABLE FOR LOSS OF PROFITS OR FOR INDIRECT, SPECIAL OR CONSEQUENTIAL DAMAGES, EVEN IF IT HAS BEEN TOLD THAT THEY ARE POSSIBLE.
9.6 **Insurance.** During the Term Provider shall maintain commercial general liability insurance of at least two million dollars ($2,000,000) per occurrence and professional liability insurance of at least five million dollars ($5,000,000) in the aggregate, and shall show certificates upon request.

## 10. Termination
10.1 **For convenience.** Customer may terminate this Agreement or any Statement of Work at any time on sixty (60) days’ written notice.
10.2 **For cause.** Either Party may terminate this Agreement at once by written notice if the other commits a material breach and does not cure it within thirty (30) days after written notice of it, or becomes insolvent or makes an assignment for the benefit of creditors.
10.3 **Change of control.** Customer may terminate this Agreement on thirty (30) days’ written notice if Provider comes under the control of a competitor of Customer.
10.4 **Consequences.** Upon termination Customer shall pay for the Services performed until then. For up to six (6) months Provider shall, at its then current rates, give the help that Customer reasonably requests to move the Services elsewhere. Sections 5.5, 6, 7.4, 8, 9 and 11 survive.

## 11. General
11.1 **Non-solicitation.** During the Term and for twelve (12) months after it, neither Party shall solicit for employment any individual of the other who was engaged in the Services. General advertisements are no solicitation.
11.2 **Assignment.** Neither Party may assign this Agreement without the other’s prior written consent, except to an Affiliate or to the successor to substantially all of its business, upon written notice.
11.3 **Notices.** Notices must be in writing and delivered by hand, by a recognized overnight courier or by email with confirmation of receipt, to the addresses on the signature page.
11.4 **Force majeure.** Neither Party is liable for delay caused by events beyond its reasonable control, for as long as they last, if it gives prompt notice and does what it reasonably can to resume performance.
11.5 **Governing law.** This Agreement is governed by the laws of the State of Delaware, without regard to its rules on conflict of laws. The state and federal courts in Wilmington, Delaware have exclusive jurisdiction.
11.6 **Entire agreement.** This Agreement, with its Statements of Work, is the entire agreement of the Parties on its subject and may be changed only in a writing signed by both. If a provision is unenforceable, the others stay in force.
11.7 **Counterparts.** This Agreement may be signed in counterparts, also electronically, each of which is an original.

IN WITNESS WHEREOF, the Parties have caused this Agreement to be executed by their authorized representatives as of the Effective Date.
= Harrow & Lisle Logistics, Inc. | Brightwater Systems LLC
= Name: Eleanor M. Voss | Name: Daniel Okafor
= Title: General Counsel | Title: Chief Executive Officer
`
