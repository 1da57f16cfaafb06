import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { stem } from '#lib/search/stem.ts'
import { tokenize } from '#lib/search/tokens.ts'

const terms = (text: string) => tokenize(text).map((token) => token.term)

const cases: [text: string, terms: string[]][] = [
  ['Section 10.2(b)', ['section', '10.2', 'b']],
  ['§ 5 and §§ 6', ['section', '5', 'and', 'section', '6']],
  ['12% and 2.5 %', ['12', 'percent', 'and', '2.5', 'percent']],
  ['$1,500,000.00 or $1,500,000', ['1500000', 'or', '1500000']],
  ['1,2,3 on 12/31/2020', ['1', '2', '3', 'on', '12', '31', '2020']],
  ["the Company’s and the Company's", ['the', 'company', 'and', 'the', 'company']],
  ['L.L.C. of the U.S.A', ['llc', 'of', 'the', 'usa']],
  ['ﬁrst oﬃce', ['first', 'office']],
  ['Café RÉSUMÉ naïve Straße', ['cafe', 'resume', 'naive', 'strasse']],
  ['agree\u00adment', ['agreement']],
  ['non-compete', ['non', 'compete', 'noncompete']],
  ['indem-\nnification', ['indem', 'nification', 'indemnification']],
  ['10b5-1 don’t', ['10b5', '1', 'dont']],
  ['第一条', ['第', '一', '条']],
  ['“quoted” — (words)', ['quoted', 'words']],
  ['', []],
]

for (const [text, expected] of cases) {
  test(`tokenizes ${JSON.stringify(text)}`, () => expect(terms(text)).toEqual(expected))
}

test('the forms of a word share a stem', () => {
  expect(new Set(['terminate', 'terminates', 'terminated', 'termination', 'terminating'].map(stem)).size).toBe(1)
  expect(stem('10.2')).toBe('10.2')
})

test('no stem is shorter than three letters, unless the word is', () => {
  expect(new Set(['use', 'used', 'uses', 'using'].map(stem))).toEqual(new Set(['use']))
  expect(new Set(['owe', 'owed', 'owes', 'owing'].map(stem))).toEqual(new Set(['owe']))
  for (const word of ['us', 'ip', 'id', 'ga', 'it', 'gas', 'bus', 'ids', 'tied']) expect(stem(word)).toBe(word)
})

test('the offsets of tokens select words of the text, in order', () => {
  const text = fc.string({ unit: fc.constantFrom(...'aZé§.-\n ,019’"(中ﬁ\u00ad𝒳İ'), maxLength: 60 })
  fc.assert(
    fc.property(text, (sample) => {
      let position = -1
      for (const token of tokenize(sample)) {
        expect(token.start).toBeLessThan(token.end)
        expect(token.end).toBeLessThanOrEqual(sample.length)
        expect(sample.slice(token.start, token.end).trim()).toBe(sample.slice(token.start, token.end))
        if (token.positionLength > 1) continue
        expect(token.position).toBe(position + 1)
        position = token.position
      }
    }),
    { numRuns: 500 },
  )
})
