import { expect, test } from '@playwright/test'
import { Matcher } from '#lib/search/matching.ts'
import { parseQuery } from '#lib/search/query-language.ts'
import { cutSnippet } from '#lib/search/snippet.ts'

/** The words that a query matches in a text. */
function matched(query: string, text: string): string[] {
  const { groups, excluded } = parseQuery(query)
  const found = new Matcher([...groups.flat(), ...excluded]).find(text)
  return found.flat().map(({ start, end }) => text.slice(start, end))
}

const cases: [query: string, text: string, matched: string[]][] = [
  ['terminate', 'Termination. Either party may terminate; terms stay.', ['Termination', 'terminate']],
  ['"terms"', 'The term and the terms.', ['terms']],
  ['"prior written consent"', 'with PRIOR written\nconsent, written consent', ['PRIOR written\nconsent']],
  ['"governed by"', 'governed, by law', ['governed, by']],
  ['10.2(b)', 'Section 10.2(b) and 10.2(a), 110.2(b)', ['10.2(b']],
  ['2', 'Section 10.2 and 2', ['2']],
  ['$1,500,000', 'pay $1,500,000.00 or 1500000', ['1,500,000.00', '1500000']],
  ['1500000', 'pay $1,500,000', ['1,500,000']],
  ['non-compete', 'a non-compete, a noncompete and non compete', ['non-compete', 'noncompete', 'non compete']],
  ['noncompete', 'a non-compete', ['non-compete']],
  ['indemnification', 'full indem-\nnification by', ['indem-\nnification']],
  ['agreement', 'this agree-\nment', ['agree-\nment']],
  ['cafe', 'the Café', ['Café']],
  ['café', 'the CAFE', ['CAFE']],
  ['company’s', "the Company's name", ["Company's"]],
  ["obrien o'brien", 'O’Brien', ['O’Brien', 'O’Brien']],
  ['llc', 'Acme, L.L.C. and Acme LLC', ['L.L.C', 'LLC']],
  ['L.L.C.', 'an LLC, and L.L.C. too', ['LLC', 'L.L.C']],
  ['US', 'the use, used in the U.S. and the US', ['U.S', 'US']],
  ['U.S.', 'the use, used in the U.S. and the US', ['U.S', 'US']],
  ['"U.S. dollars"', 'in US dollars, or U.S. Dollars', ['US dollars', 'U.S. Dollars']],
  ['e.g.', 'for one, e.g. this, eg that', ['e.g', 'eg']],
  ['using', 'we use what you used', ['use', 'used']],
  ['12%', '12. Escrow, 12% or 12 percent of', ['12%', '12 percent']],
  ['percent', 'twelve percent (12%)', ['percent', '%']],
  ['section 5', 'under § 5', ['§', '5']],
  ['office', 'the oﬃce', ['oﬃce']],
  ['act', 'exact actor; ACT', ['ACT']],
]

for (const [query, text, expected] of cases) {
  test(`the query ${query} matches ${JSON.stringify(expected)} in ${JSON.stringify(text)}`, () =>
    expect(matched(query, text)).toEqual(expected))
}

test('a text with letters that fold to others has the same matches as a plain one', () => {
  for (const [query, text, expected] of cases) {
    expect(matched(query, `${text} ж`), query).toEqual(expected)
    expect(matched(query, `Ж ${text}`), query).toEqual(expected)
  }
})

test('scan reports a text that ends within a phrase, and none that ends after it or with other words', () => {
  const matcher = new Matcher(parseQuery('"prior written consent" notice').groups.flat())
  const endsInPhrase = (text: string) => matcher.scan(text).endsInPhrase
  for (const text of ['with prior', 'with prior written', 'prior Ж, and prior\nwritten'])
    expect(endsInPhrase(text), text).toBe(true)
  for (const text of ['', 'prior written consent', 'prior written notice', 'a notice', 'written'])
    expect(endsInPhrase(text), text).toBe(false)
})

test('a phrase longer than a snippet is highlighted completely', () => {
  const phrase = 'the words of it go on and on for longer than any snippet is '.repeat(7).trim()
  const text = `${'Something else stands before it. '.repeat(9)}It says: ${phrase} as well. ${'And more. '.repeat(40)}`
  const { highlights, text: shown } = cutSnippet(text, new Matcher(parseQuery(`"${phrase}"`).groups.flat()).find(text))
  expect(highlights.map(([start, end]) => shown.slice(start, end))).toEqual([phrase])
})

test('the highlights of a snippet are the matched words', () => {
  const filler = 'Nothing of it stands here, and this goes on for a while. '.repeat(12)
  const text = `${filler}The governing\nlaw is that of Texas. ${filler}`
  const { groups } = parseQuery('governing texas')
  const snippet = cutSnippet(text, new Matcher(groups.flat()).find(text))
  expect(snippet.text.length).toBeLessThan(420)
  expect(snippet.text).toBe(text.slice(snippet.start, snippet.end).replace(/\n/g, ' '))
  expect(snippet.highlights.map(([start, end]) => snippet.text.slice(start, end))).toEqual(['governing', 'Texas'])
  expect(snippet.text.startsWith('The governing law')).toBe(true)
})
