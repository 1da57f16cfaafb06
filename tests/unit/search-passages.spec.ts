import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { firstState, splitPassages } from '#lib/passages/split-passages.ts'
import { bigramLexeme, passageLexemes } from '#lib/search/lexemes.ts'

const contract = [
  {
    number: 1,
    text: `DISTRIBUTION AGREEMENT

This Distribution Agreement is made between Alpha Inc. and Beta LLC as of May 1, 2020.

ARTICLE I DEFINITIONS

“Territory” means the United States of America.

“Products” means the goods listed in Exhibit A, as they are changed from time to time by Alpha.

1. APPOINTMENT. Alpha appoints Beta as its distributor. ${'Beta accepts the appointment and will do what it can. '.repeat(9)}

2. TERM. The term is three years from the day on which both have signed.
2.1 Renewal. It renews for a year at a time unless`,
  },
  {
    number: 2,
    text: 'notice is given by either of them no later than sixty days before the end of the term.\n\n3. GOVERNING LAW. The laws of Texas apply.',
  },
]

test('passages begin at headings, and the heading path continues on the next page', () => {
  const { passages } = splitPassages(contract)
  const under = (words: string) => passages.find((passage) => passage.text.includes(words))?.headingPath.at(-1)
  expect(under('appoints Beta')).toBe('1 APPOINTMENT')
  expect(under('three years')).toBe('2 TERM')
  expect(under('notice is given')).toBe('2.1 Renewal')
  expect(under('laws of Texas')).toBe('3 GOVERNING LAW')
  expect(under('three years')).not.toBe(under('appoints Beta'))
})

test('splitting page ranges with the carried state gives the same passages as splitting all pages at once', () => {
  const whole = splitPassages(contract)
  const first = splitPassages(contract.slice(0, 1), firstState)
  const second = splitPassages(contract.slice(1), JSON.parse(JSON.stringify(first.state)))
  expect([...first.passages, ...second.passages]).toEqual(whole.passages)
  expect(second.state).toEqual(whole.state)
})

test('a long text without structure is split at sentence ends', () => {
  const text = 'This sentence says one thing and then it ends. '.repeat(120)
  const { passages } = splitPassages([{ number: 1, text }])
  expect(passages.every(({ text: part }) => part.length <= 1200 && part.endsWith('.'))).toBe(true)
})

test('a passage is indexed with the bigrams of the words after it, but not with those words themselves', () => {
  const { passages } = splitPassages(contract)
  const passage = passages.find(({ text }) => text.endsWith('as of May 1, 2020.'))
  if (!passage) throw new Error('the contract is split elsewhere')
  const { vector, words } = passageLexemes(passage, { matterId: 'm', documentId: 'd' })
  for (const [first, second] of [
    ['1', '2020'],
    ['2020', 'article'],
    ['means', 'the'],
  ] as const)
    expect(vector, `${first} ${second}`).toContain(`'${bigramLexeme(first, second)}'`)
  expect(vector).not.toContain(`'${bigramLexeme('exhibit', 'a')}'`)
  expect(words).toContain('2020')
  expect(words).not.toContain('article')
})

test('every character that is not white space is in exactly one passage', () => {
  const line = fc.oneof(
    fc.constantFrom(
      '',
      ' ',
      'ARTICLE IV TERM',
      '7. NOTICES. All notices',
      '(a) first',
      '“Term” means',
      'WHEREAS, it is',
      '\f',
    ),
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc.integer({ min: 1, max: 60 }).map((count) => 'word and more. '.repeat(count)),
    fc.integer({ min: 1, max: 2000 }).map((count) => '𝒳'.repeat(count)),
  )
  const page = fc.array(line, { maxLength: 30 }).map((lines) => lines.join('\n'))
  fc.assert(
    fc.property(fc.array(page, { maxLength: 3 }), (texts) => {
      const pages = texts.map((text, index) => ({ number: index + 1, text }))
      const { passages } = splitPassages(pages)
      expect(splitPassages(pages).passages).toEqual(passages)
      for (const { number, text } of pages) {
        let at = 0
        let between = ''
        for (const passage of passages.filter((each) => each.page === number)) {
          expect(passage.start).toBeGreaterThanOrEqual(at)
          expect(passage.end).toBeGreaterThan(passage.start)
          expect(passage.end - passage.start).toBeLessThanOrEqual(1200)
          expect(passage.text).toBe(text.slice(passage.start, passage.end))
          expect(passage.text.isWellFormed() || !text.isWellFormed()).toBe(true)
          between += text.slice(at, passage.start)
          at = passage.end
        }
        expect((between + text.slice(at)).trim()).toBe('')
      }
    }),
    { numRuns: 200 },
  )
})
