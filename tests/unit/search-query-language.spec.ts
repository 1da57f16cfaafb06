import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import type { Clause } from '#lib/search/clauses.ts'
import { loosen } from '#lib/search/loosen.ts'
import { parseQuery } from '#lib/search/query-language.ts'

const show = (clause: Clause) => (clause.isExact ? `"${clause.typed}"` : clause.typed)
const read = (typed: string) => {
  const { groups, without } = parseQuery(typed)
  return { groups: groups.map((group) => group.map(show)), without: without.map(show) }
}

const cases: [typed: string, groups: string[][], without?: string[]][] = [
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

for (const [typed, groups, without = []] of cases) {
  test(`reads ${JSON.stringify(typed)}`, () => expect(read(typed)).toEqual({ groups, without }))
}

const asideCases: [typed: string, asides: string[]][] = [
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

for (const [typed, expected] of asideCases) {
  test(`takes note of the fillers in ${JSON.stringify(typed)}`, () => {
    expect(parseQuery(typed).asides.map(({ pair, isNamed }) => `${pair.typed}${isNamed ? '!' : ''}`)).toEqual(expected)
  })
}

test('takes words in a row as single ones where that finds more', () => {
  const loose = (typed: string) => loosen(parseQuery(typed))?.groups.map((group) => group.map(show)) ?? null
  expect(loose('supplier/customer terms')).toEqual([['supplier'], ['customer'], ['terms']])
  expect(loose('and/or non-compete')).toEqual([['and'], ['or'], ['non'], ['compete']])
  expect(loose('10.2(b) notice')).toEqual([['10.2'], ['notice']])
  expect(loose('"supplier/customer" terms')).toBe(null)
})

test('reads anything without an error, and no more than 32 things of it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), (typed) => {
      const { groups, without } = parseQuery(typed)
      expect(groups.flat().length + without.length).toBeLessThanOrEqual(32)
      expect([...groups.flat(), ...without].every((clause) => clause.tokens.length > 0)).toBe(true)
    }),
  )
})
