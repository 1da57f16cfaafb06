/** Invented parties, ordinary terms. See typeset.ts for the marks. */
export const supplyAgreement = `
# Exclusive Supply and Distribution Agreement
This Exclusive Supply and Distribution Agreement (this **“Agreement”**) is entered into as of 1 September 2024 (the **“Commencement Date”**) by and between **Kestrel Optics Limited**, a company incorporated in England and Wales with registered number 0871 4420 and its registered office at 9 Millstone Lane, Leicester LE1 5JN (the **“Supplier”**), and **Nordlys Instruments AS**, a company incorporated in Norway with its registered office at Strandgaten 18, 5013 Bergen (the **“Distributor”**).

## Recitals
(A) The Supplier manufactures optical sensors and the instruments in which they are used.
(B) The Distributor sells scientific instruments in the Nordic countries and wishes to be the Supplier’s exclusive distributor there.
(C) The Supplier agrees to appoint the Distributor, and the Distributor agrees to act, on the terms set out below.

## 1. Interpretation
1.1 In this Agreement:
> **“Contract Year”** means each period of twelve months that begins on the Commencement Date or on an anniversary of it.
> **“Intellectual Property Rights”** means patents, rights in inventions, copyright, database rights, trade marks, rights in designs and all similar rights, registered or not, in any part of the world.
> **“Minimum Purchase Commitment”** means, for each Contract Year, the quantity of Products stated for it in Schedule 1.
> **“Products”** means the goods listed in Schedule 1, with such changes as the Supplier may make under clause 3.5.
> **“Territory”** means Denmark, Finland, Iceland, Norway and Sweden.
> **“Trade Marks”** means the marks KESTREL and KESTREL OPTICS, in word and device.
1.2 Headings are for convenience alone. The Schedules form part of this Agreement. A reference to a statute is a reference to it as amended from time to time.

## 2. Appointment and exclusivity
2.1 The Supplier appoints the Distributor as its exclusive distributor of the Products in the Territory for the term of this Agreement.
2.2 During the term the Supplier shall not appoint any other distributor or agent for the Products in the Territory, and shall not itself actively seek orders for the Products from customers there.
2.3 The Distributor shall not, during the term and in the Territory, manufacture, distribute or sell goods that compete with the Products, unless the Supplier has agreed in writing beforehand.
2.4 The Distributor shall not actively seek customers, set up a branch or keep a warehouse for the Products outside the Territory. Nothing in this Agreement prevents the Distributor from answering orders that it has not sought.
2.5 If in any Contract Year the Supplier offers goods like the Products to another distributor of similar quantities, in a comparable market, at prices more favourable than those in Schedule 1, it shall offer the same prices to the Distributor from the same date.

## 3. Supply of the Products
3.1 The Distributor shall place orders in writing. An order binds when the Supplier accepts it, and the Supplier shall accept every order that is within the forecast given under clause 3.2 and allows a lead time of at least eight weeks.
3.2 Before the start of each calendar quarter the Distributor shall give the Supplier a forecast of its requirements for the following four quarters, of which the first quarter is binding.
3.3 The Supplier shall deliver the Products FCA Leicester (Incoterms 2020). Risk passes upon delivery, and title upon payment in full.
3.4 The Distributor shall inspect each consignment within fourteen days after arrival and shall report any shortage or visible defect within that time.
3.5 The Supplier may change the specification of a Product on ninety days’ notice, provided that its performance is not made worse, and shall offer the Distributor a last order of a Product that is discontinued.

## 4. Minimum purchase
4.1 In each Contract Year the Distributor shall order and pay for not less than the Minimum Purchase Commitment.
4.2 If the Distributor fails to do so, it may within thirty days after the end of the Contract Year pay the Supplier twenty per cent of the price of the quantity that is missing. If it does not, the Supplier may, as its only remedy, end the Distributor’s exclusivity or terminate this Agreement on sixty days’ notice.
4.3 The Minimum Purchase Commitment is reduced in proportion for any period in which the Supplier could not deliver.

## 5. Prices and payment
5.1 The prices of the Products are those in Schedule 1, exclusive of value added tax and of the cost of carriage.
5.2 The Supplier may change the prices with effect from the beginning of a Contract Year on four months’ notice. A rise of more than four per cent entitles the Distributor to terminate this Agreement on the date on which it would take effect.
5.3 The Distributor shall pay each invoice within forty-five days after its date, in pounds sterling. Late payments bear interest at four per cent a year above the base rate of the Bank of England.
5.4 The Distributor fixes its own resale prices.

## 6. Duties of the Distributor
6.1 The Distributor shall use its best endeavours to promote and sell the Products throughout the Territory, shall keep a stock sufficient for three months, and shall employ at least two engineers trained by the Supplier.
6.2 The Distributor shall spend on advertising the Products in each Contract Year not less than three per cent of the price of the Products bought in the year before.
6.3 The Distributor shall keep records of sales by serial number for seven years, and the Supplier may inspect them on ten days’ notice, not more than once in each Contract Year.
6.4 The Distributor shall comply with all laws that apply to it, including the Bribery Act 2010 and laws on the export of dual-use goods.

## 7. Trade Marks and other rights
7.1 The Supplier grants the Distributor a non-exclusive, non-transferable, royalty-free licence to use the Trade Marks in the Territory for the promotion and sale of the Products, for the term of this Agreement and in the form that the Supplier prescribes.
7.2 All Intellectual Property Rights in the Products belong to the Supplier. The Distributor shall not contest them, nor help others to do so.
7.3 The Distributor shall tell the Supplier promptly of any infringement that comes to its notice. The Supplier decides whether proceedings are brought.

## 8. Warranty and liability
8.1 The Supplier warrants that for twenty-four months after delivery the Products will conform to their specification and be free from defects in material and workmanship. It shall repair or replace, at its own choice and cost, any Product that does not.
8.2 The warranty does not extend to damage caused by improper use, by repair without the Supplier’s consent, or by wear and tear.
8.3 Nothing in this Agreement limits liability for death or personal injury caused by negligence, for fraud, or for anything else for which liability cannot be limited by law.
8.4 Subject to clause 8.3, neither party is liable for loss of profit, loss of goodwill or indirect loss, and the total liability of each party in a Contract Year is limited to one hundred and fifty per cent of the price of the Products bought in that Contract Year.
8.5 The Supplier shall maintain product liability insurance of not less than five million pounds for each claim.

## 9. Term and termination
9.1 This Agreement begins on the Commencement Date and continues for five Contract Years. It is then renewed for further periods of two Contract Years, unless either party gives not less than six months’ written notice before the end of the period then running.
9.2 Either party may terminate this Agreement with immediate effect by written notice if the other:
(a) commits a material breach that cannot be remedied, or that it fails to remedy within thirty days after being asked in writing to do so;
(b) is unable to pay its debts as they fall due, enters administration or liquidation, or suffers any similar event; or
(c) undergoes a change of control to which the party giving notice has not agreed, such agreement not to be unreasonably withheld.
9.3 When this Agreement ends, the Supplier may buy back the stock of Products at the price paid. To the extent that it does not, the Distributor may sell that stock for six months after the end.
9.4 The Distributor is not entitled to compensation for the end of this Agreement as such.

## 10. Confidentiality
10.1 Each party shall keep secret all information of a confidential nature that it receives from the other, shall use it only for the purposes of this Agreement, and shall return or destroy it when this Agreement ends.
10.2 These duties continue for three years after the end of this Agreement. They do not apply to information that is public, that was known to the recipient before, or that the law requires to be disclosed.

## 11. General provisions
11.1 **Assignment.** Neither party may assign or transfer any right or duty under this Agreement without the prior written consent of the other.
11.2 **Notices.** A notice must be in writing and is deemed received on the second business day after it has been given to an international courier.
11.3 **No partnership.** Nothing in this Agreement makes either party the agent, partner or employee of the other.
11.4 **Third parties.** A person who is not a party has no right under the Contracts (Rights of Third Parties) Act 1999 to enforce any term of this Agreement.
11.5 **Dispute resolution.** The parties shall first seek to settle any dispute by negotiation between their chief executives. A dispute that is not settled within forty-five days shall be referred to and finally resolved by arbitration under the LCIA Rules. The seat of arbitration is London and its language is English.
11.6 **Governing law.** This Agreement, and any non-contractual obligation that arises out of it, is governed by the law of England and Wales.
11.7 **Whole agreement.** This Agreement replaces all earlier agreements of the parties on its subject. A change is valid only in writing and signed by both parties.

## Schedule 1: Products, prices and minimum quantities
1. The Products are: the KO-110 compact spectrometer, at £1,840 each; the KO-220 fluorescence reader, at £3,275 each; and the KO-12 replacement sensor head, at £290 each.
2. The Minimum Purchase Commitment is 120 instruments in the first Contract Year, 150 in the second, 180 in the third, and 200 in each Contract Year after it.
3. On orders of more than fifty instruments the prices are reduced by six per cent.

Signed by the duly authorised representatives of the parties on the dates stated below.
= Kestrel Optics Limited | Nordlys Instruments AS
= Name: Priya Raman | Name: Ingrid Solberg
= Title: Managing Director | Title: Daglig leder
`
