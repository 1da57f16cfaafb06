/** Generates contract-like text from a seed: Zipf-distributed words, clauses, headings, amounts. */

const legal =
  `agreement party company shall product customer services term license information written notice date right
  termination confidential software provide payment days section intellectual property third supplier rights breach applicable
  distributor effective obligations law including provided laws royalty exclusive territory reasonable consent prior affiliates
  agent marketing purchase claims indemnify damages liability insurance warranty audit records governing assignment renewal
  exclusivity competition price minimum revenue profit sharing change control anti-assignment source code escrow covenant
  liquidated cap uncapped perpetual irrevocable sublicense transferable volume restriction non-compete non-disparagement
  joint venture cooperation promotion hosting outsourcing development maintenance endorsement sponsorship franchise
  reseller manufacturing supply transportation consulting collaboration arbitration mediation jurisdiction venue severability
  waiver amendment counterparts entire force majeure subcontract employees taxes invoice interest late default remedy
  cure insolvency bankruptcy receiver dissolution merger successor permitted transfer lien encumbrance security`
    .split(/\s+/)
    .filter(Boolean)

const function_ =
  `the of and to in or any a be shall by for as with such is that this not on its all from at will other under an which
  it may are each if no has have been upon their than these those`.split(/\s+/)

const clauses: readonly [title: string, text: string][] = [
  [
    'Governing Law',
    'This Agreement shall be governed by and construed in accordance with the laws of the State of {}, without regard to its conflict of laws principles.',
  ],
  [
    'Termination for Convenience',
    'Either party may terminate this Agreement for convenience upon {} days prior written notice to the other party.',
  ],
  [
    'Confidentiality',
    'Each party shall hold the Confidential Information of the other party in strict confidence and shall not disclose it to any third party without the prior written consent of the disclosing party.',
  ],
  [
    'Limitation of Liability',
    'In no event shall either party be liable for any indirect, incidental, special or consequential damages, and the total liability shall not exceed {amount}.',
  ],
  [
    'Indemnification',
    'The Supplier shall indemnify, defend and hold harmless the Customer from and against any and all claims, losses and expenses arising out of the breach of Section {}.',
  ],
  [
    'Assignment',
    'Neither party may assign this Agreement without the prior written consent of the other party, except to a successor to all or substantially all of its assets.',
  ],
  [
    'Term and Renewal',
    'The initial term of this Agreement is {} years and shall automatically renew for successive periods of one year unless notice of non-renewal is given.',
  ],
  [
    'Audit Rights',
    'The Company shall have the right to audit the books and records of the Distributor upon {} days notice, no more than once in each calendar year.',
  ],
  [
    'Non-Compete',
    'During the term and for {} months thereafter, the Consultant shall not, directly or indirectly, compete with the Company in the Territory.',
  ],
  [
    'Entire Agreement',
    'This Agreement constitutes the entire agreement between the parties and supersedes all prior understandings with respect to its subject matter.',
  ],
  [
    'Force Majeure',
    'Neither party shall be liable for any failure to perform caused by acts of God, war, strikes or other events beyond its reasonable control.',
  ],
  [
    'Payment',
    'All invoices are due within {} days of receipt, and late payments shall bear interest at the rate of {} percent per month.',
  ],
]
const states = ['New York', 'Delaware', 'California', 'Texas', 'Colorado', 'Nevada', 'Ohio', 'Florida']
const kinds = [
  'Distribution',
  'License',
  'Supply',
  'Consulting',
  'Maintenance',
  'Hosting',
  'Franchise',
  'Sponsorship',
  'Reseller',
  'Services',
]

export type Random = () => number

/** mulberry32 */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Function words, legal words, and generated words. The nth word is about 1/n as frequent as the first (Zipf's law). */
export function makeVocabulary(size: number): { words: string[]; pick: (random: Random) => string } {
  const random = seeded(7)
  const words = [...new Set([...function_, ...legal])]
  const known = new Set(words)
  const onsets = [
    'b',
    'c',
    'd',
    'f',
    'g',
    'l',
    'm',
    'n',
    'p',
    'r',
    's',
    't',
    'v',
    'br',
    'cl',
    'dr',
    'gr',
    'pl',
    'st',
    'tr',
  ]
  const rhymes = [
    'a',
    'e',
    'i',
    'o',
    'u',
    'al',
    'an',
    'ar',
    'el',
    'en',
    'er',
    'in',
    'on',
    'or',
    'ant',
    'ent',
    'ist',
    'um',
  ]
  while (words.length < size) {
    const syllables = 2 + Math.floor(random() * 3)
    const word = Array.from({ length: syllables }, () => one(random, onsets) + one(random, rhymes)).join('')
    if (!known.has(word)) {
      known.add(word)
      words.push(word)
    }
  }
  const totals: number[] = []
  let total = 0
  for (let rank = 1; rank <= words.length; rank++) {
    total += 1 / (rank + 1.7)
    totals.push(total)
  }
  const pick = (from: Random) => words[firstAbove(totals, from() * total)] ?? 'the'
  return { words, pick }
}

function firstAbove(totals: readonly number[], value: number): number {
  let low = 0
  let high = totals.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((totals[middle] ?? 0) > value) high = middle
    else low = middle + 1
  }
  return low
}

export function one<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new RangeError('nothing to choose from')
  return item
}

export function makeTitle(random: Random, words: readonly string[]): string {
  const name = words[300 + Math.floor(random() * (words.length - 300))] ?? 'acme'
  return `${name[0]?.toUpperCase()}${name.slice(1)} Inc. ${one(random, kinds)} Agreement`
}

/** A page of about 2,500 characters, split into lines like text from a PDF. */
export function makePage(random: Random, pick: (random: Random) => string, clause: number): string {
  const paragraphs: string[] = []
  let length = 0
  for (let number = clause; length < 2400; number++) {
    const [title, text] = one(random, clauses)
    const fill = () => (random() < 0.3 ? one(random, states) : String(Math.floor(random() * 90) + 10))
    const sentences = [text.replace('{amount}', `$${(1 + Math.floor(random() * 9)) * 500},000`).replace(/\{\}/g, fill)]
    for (let more = 2 + Math.floor(random() * 3); more > 0; more--) sentences.push(makeSentence(random, pick))
    const paragraph = `${number}. ${title.toUpperCase()}. ${sentences.join(' ')}`
    paragraphs.push(wrap(paragraph))
    length += paragraph.length
  }
  return paragraphs.join('\n\n')
}

function makeSentence(random: Random, pick: (random: Random) => string): string {
  const words = Array.from({ length: 12 + Math.floor(random() * 20) }, () => pick(random))
  const sentence = words.join(' ')
  return `${sentence[0]?.toUpperCase()}${sentence.slice(1)}.`
}

function wrap(text: string): string {
  return text.replace(/(.{70,90}?) /g, '$1\n')
}
