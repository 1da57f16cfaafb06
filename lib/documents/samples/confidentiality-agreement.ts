/** Invented parties, ordinary terms. See typeset.ts for the marks. */
export const confidentialityAgreement = `
# Mutual Confidentiality and Standstill Agreement
This Mutual Confidentiality and Standstill Agreement (this **“Agreement”**) is dated 6 January 2026 and made between **Calloway Pharma Holdings, Inc.**, a corporation organized under the laws of the State of Delaware (**“Calloway”**), and **Meridian Bioscience N.V.**, a public company organized under the laws of the Netherlands (**“Meridian”**).

## 1. Purpose
1.1 The parties are considering a possible negotiated transaction between them or their Affiliates concerning the oncology business of Meridian (the **“Possible Transaction”**). For that purpose each (as a **“Disclosing Party”**) may give information to the other (as a **“Receiving Party”**).
1.2 Each party enters into this Agreement as a condition of, and in consideration for, receiving that information.

## 2. Definitions
> **“Affiliate”** has the meaning given to it in Rule 12b-2 under the Securities Exchange Act of 1934, as amended (the **“Exchange Act”**).
> **“Evaluation Material”** means all information about the Disclosing Party or its Affiliates that is given to the Receiving Party or its Representatives before or after the date of this Agreement, in whatever form, and all notes, analyses and summaries that contain or are based on it. The term does not include information that (i) is or becomes generally available to the public other than through a breach of this Agreement, (ii) was already in the lawful possession of the Receiving Party, (iii) comes to it from a source not known to be bound to secrecy, or (iv) is developed independently without use of Evaluation Material.
> **“Person”** includes any individual, corporation, partnership, fund, trust or government body.
> **“Representatives”** means the directors, officers, employees, attorneys, accountants and financial advisers of a party and, with the Disclosing Party’s prior written consent alone, its sources of debt or equity financing.
> **“Standstill Period”** means the period that begins on the date of this Agreement and ends eighteen (18) months after it.

## 3. Use and confidentiality
3.1 The Receiving Party shall use the Evaluation Material solely to evaluate, negotiate and carry out the Possible Transaction.
3.2 The Receiving Party shall keep the Evaluation Material confidential and shall not disclose it to anyone, except to those of its Representatives who need to know it for that purpose and have been told of its confidential nature. It is responsible for any act of its Representatives that would be a breach of this Agreement if they were parties to it.
3.3 Without the prior written consent of the other, neither party shall disclose to any Person that Evaluation Material has been made available, that discussions are taking place, or any of the terms or other facts of the Possible Transaction, including its status.
3.4 Clinical trial data that relate to identifiable individuals shall be given only in a form from which those individuals cannot be identified, and the Receiving Party shall not attempt to identify them.
3.5 Competitively sensitive information shall be given only to the individuals named in a clean team agreement to be concluded beforehand.

## 4. Disclosure required by law
4.1 If the Receiving Party is required by law, regulation, the rules of a stock exchange or legal process to disclose Evaluation Material, it shall, to the extent lawful, give the Disclosing Party prompt written notice so that it may seek a protective order, and shall disclose only that portion which its counsel advises in writing must be disclosed.
4.2 No notice is needed for disclosure to a regulator in the course of a routine examination that is not aimed at the Disclosing Party or the Possible Transaction.

## 5. Return and destruction
5.1 Upon the written request of the Disclosing Party, the Receiving Party shall within ten (10) business days return or destroy all Evaluation Material and confirm in writing that it has done so.
5.2 The Receiving Party may keep one copy in the files of its legal department, to show compliance, and copies made by automatic backup until they are overwritten in the ordinary course. What is kept remains subject to this Agreement for as long as it is kept.

## 6. Standstill
6.1 During the Standstill Period Calloway shall not, and shall cause its Affiliates not to, directly or indirectly, unless invited in writing by the supervisory board of Meridian:
(a) acquire, or offer or agree to acquire, beneficial ownership of any voting securities of Meridian that would bring its holding above two percent (2%) of those outstanding;
(b) make or take part in any solicitation of proxies or consents concerning voting securities of Meridian;
(c) form, join or take part in a group within the meaning of Section 13(d)(3) of the Exchange Act with respect to such securities;
(d) seek to control or influence the management, the boards or the policies of Meridian; or
(e) make any public announcement about any of these matters, or ask for a waiver of this Section 6 in a manner that would require one.
6.2 The restrictions in Section 6.1 end at once if Meridian enters into a definitive agreement with a third party for the acquisition of more than fifty percent (50%) of its voting securities or of its consolidated assets, or if a third party begins a tender offer for such a majority which the boards of Meridian do not recommend against within ten (10) business days.
6.3 Nothing in this Section 6 prevents Calloway from making a confidential proposal to the chair of the supervisory board of Meridian.

## 7. Non-solicitation
7.1 For twelve (12) months after the date of this Agreement, neither party shall, without the written consent of the other, solicit for employment or hire any officer of the other, or any employee of the other with whom it has come into contact in the evaluation of the Possible Transaction.
7.2 General advertisements, and searches that are not directed at such persons, are not a solicitation, but do not permit the hiring of an officer.

## 8. No representation; no obligation
8.1 Neither party makes any representation or warranty as to the accuracy or completeness of the Evaluation Material. Only those representations and warranties that are made in a definitive agreement, when and if it is signed, will have legal effect.
8.2 Unless and until a definitive agreement has been signed and delivered, neither party is under any legal obligation with respect to the Possible Transaction. Each party may end discussions at any time and for any reason.
8.3 Nothing in this Agreement grants any license under any patent, copyright or trade secret.

## 9. Securities laws
9.1 Each party acknowledges that it is aware, and will advise its Representatives, that the securities laws of the United States and Regulation (EU) No 596/2014 on market abuse prohibit any Person who has material non-public information about an issuer from trading in its securities and from passing that information on.

## 10. Privilege
10.1 To the extent that Evaluation Material includes material subject to attorney-client privilege or the work product doctrine, the parties understand that they share a common legal interest in it, and that its disclosure is not intended to waive or diminish that protection in any way.

## 11. Term
11.1 Except where this Agreement states another period, the obligations under it end two (2) years after its date. For trade secrets that are identified as such in writing, they continue for as long as the information remains a trade secret.

## 12. Remedies and miscellaneous
12.1 **Equitable relief.** The parties agree that money damages would not be a sufficient remedy for a breach of this Agreement, and that each is entitled to specific performance and injunctive relief without proof of actual damages and without the posting of a bond.
12.2 **Expenses of litigation.** If a court of competent jurisdiction finds in a final, non-appealable order that a party has breached this Agreement, that party shall pay the reasonable legal fees of the other in connection with the litigation.
12.3 **Governing law; jurisdiction.** This Agreement is governed by the laws of the State of New York. Each party submits to the exclusive jurisdiction of the state and federal courts sitting in the Borough of Manhattan, and waives trial by jury.
12.4 **Assignment.** This Agreement may not be assigned without the prior written consent of the other party. It binds the successors of the parties.
12.5 **Amendment; waiver.** This Agreement may be amended only in writing. No failure or delay in exercising a right is a waiver of it.
12.6 **Severability.** If any provision is found to be invalid, the remaining provisions stay in effect, and the parties shall replace it by one that is valid and comes nearest to it.
12.7 **Counterparts.** This Agreement may be executed in counterparts and by electronic signature.

The parties have executed this Agreement as of the date stated at its head.
= Calloway Pharma Holdings, Inc. | Meridian Bioscience N.V.
= Name: Theodore R. Banning | Name: Marijke van der Laan
= Title: Executive Vice President | Title: Chief Executive Officer
`
