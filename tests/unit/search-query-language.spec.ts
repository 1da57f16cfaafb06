import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import type { Clause } from '#lib/search/clauses.ts'
import { parseQuery } from '#lib/search/query-language.ts'
import { relaxQuery } from '#lib/search/relax-query.ts'

const show = (clause: Clause) => (clause.isExact ? `"${clause.typed}"` : clause.typed)
const parse = (typed: string) => {
  const { groups, excluded } = parseQuery(typed)
  return { groups: groups.map((group) => group.map(show)), excluded: excluded.map(show) }
}

const cases: [typed: string, groups: string[][], excluded?: string[]][] = [
  ['governing law', [['governing'], ['law']]],
  ['"governing law" texas', [['"governing law"'], ['texas']]],
  ['“governing law”', [['"governing law"']]],
  ['"unclosed phrase', [['"unclosed phrase"']]],
  ['termination -convenience', [['termination']], ['convenience']],
  ['notice -"for convenience"', [['notice']], ['"for convenience"']],
  ['termination or expiration notice', [['termination', 'expiration'], ['notice']]],
  ['a1 OR b1 or c1', [['a1', 'b1', 'c1']]],
  ['or else', [['else']]],
  ['what is the term of it', [['term']]],
  ['to be or not to be', [['to'], ['be', 'not'], ['to'], ['be']]],
  ['May 1998', [['May'], ['1998']]],
  ['on 15 may 2020', [['15'], ['may'], ['2020']]],
  ['what may the licensee do', [['licensee']]],
  ['12%', [['12%']]],
  ['Section 10.2(b)', [['10.2(b)']]],
  ['§10.2(b)', [['10.2(b)']]],
  ['section 5', [['section'], ['5']]],
  ['"section" 10.2', [['"section"'], ['10.2']]],
  ['"the"', [['"the"']]],
  ['10.2(b) non-compete', [['10.2(b)'], ['non-compete']]],
  ['-only', [], ['only']],
  ['non - compete', [['non'], ['compete']]],
  ['  ,;  ', []],
]

for (const [typed, groups, excluded = []] of cases) {
  test(`parses ${JSON.stringify(typed)}`, () => expect(parse(typed)).toEqual({ groups, excluded }))
}

/** The bigrams of each query; an exclamation mark follows those that are names. */
const bigramCases: [typed: string, bigrams: string[]][] = [
  ['Exhibit A', ['Exhibit A!']],
  ['exhibit a', ['exhibit a!']],
  ['IT services agreement', ['IT services!']],
  ['Class A shares', ['Class A!', 'A shares']],
  ['A license', ['A license']],
  ['NOTICE OF DEFAULT', ['NOTICE OF', 'OF DEFAULT']],
  ['notice of default', ['notice of', 'of default']],
  ['license AND fee', ['license AND', 'AND fee']],
  ['what is "the" term', []],
  ['of the', []],
  ['Section 10.2(b) notice', ['Section 10.2(b)!']],
  ['section 5', []],
  ['governing law', []],
]

for (const [typed, expected] of bigramCases) {
  test(`finds the stop-word bigrams of ${JSON.stringify(typed)}`, () => {
    const { stopWordBigrams } = parseQuery(typed)
    expect(stopWordBigrams.map(({ bigram, isName }) => `${bigram.typed}${isName ? '!' : ''}`)).toEqual(expected)
  })
}

test('relaxing a query replaces unquoted phrases with their words', () => {
  const relaxed = (typed: string) => relaxQuery(parseQuery(typed))?.groups.map((group) => group.map(show)) ?? null
  expect(relaxed('supplier/customer terms')).toEqual([['supplier'], ['customer'], ['terms']])
  expect(relaxed('and/or non-compete')).toEqual([['and'], ['or'], ['non'], ['compete']])
  expect(relaxed('10.2(b) notice')).toEqual([['10.2'], ['notice']])
  expect(relaxed('"supplier/customer" terms')).toBe(null)
})

test('parseQuery accepts any text and returns at most 32 clauses', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), (typed) => {
      const { groups, excluded } = parseQuery(typed)
      expect(groups.flat().length + excluded.length).toBeLessThanOrEqual(32)
      expect([...groups.flat(), ...excluded].every((clause) => clause.tokens.length > 0)).toBe(true)
    }),
  )
})
