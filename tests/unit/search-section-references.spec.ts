import { expect, test } from '@playwright/test'
import { matchSection, parseSectionReference } from '#lib/search/section-references.ts'

test('parses a section number with its list items', () => {
  const cases: [typed: string, section: [number: string, ...items: string[]] | null][] = [
    ['10.2(b)', ['10.2', 'b']],
    ['10.2(B)(ii),', ['10.2', 'b', 'ii']],
    ['7(a)', ['7', 'a']],
    ['10.2', ['10.2']],
    ['10', null],
    ['(b)', null],
    ['1,500,000', null],
    ['10.2b', null],
  ]
  for (const [typed, expected] of cases) {
    const [number = '', ...items] = expected ?? []
    expect(parseSectionReference(typed), typed).toEqual(expected && { number, items })
  }
})

const clause = '10.2 Term. Either party may end it (a) at will; or (b) for cause.'
const listed = '(a) the one under Section 10.2(b);\n(b) the other:\n  (i) here;\n  (ii) there.'
const cases: [typed: string, headings: string[], text: string, matched: string[]][] = [
  ['10.2(b)', ['10 TERM', '10.2 Term'], clause, ['10.2', 'b']],
  ['10.2(b)', ['10.2 Term'], listed, ['b']],
  ['10.2(b)(ii)', ['10.2 Term'], listed, ['b', 'ii']],
  ['10.2(c)(ii)', ['10.2 Term'], listed, ['ii']],
  ['10.2', ['10.2'], 'SECTION 10.2. Term.', ['10.2']],
  ['10(b)', ['ARTICLE 10 TERM'], 'ARTICLE 10\nb) the other', ['10', 'b']],
  ['10.2(c)', ['10.2 Term'], listed, []],
  ['10.2(b)', ['10.2 Term', '10.2.1 Notice'], listed, []],
  ['10.2(b)', ['10.20 Term'], listed, []],
  ['10.2(b)', [], clause, []],
  ['10.2(b)', ['10.2 Term'], '10.2 Term. As paragraph (b) says, and clause 9(b) too.', []],
]

for (const [typed, headingPath, text, expected] of cases) {
  test(`${typed} matches ${JSON.stringify(expected)} under ${headingPath.at(-1) ?? 'no heading'} in ${JSON.stringify(text)}`, () => {
    const section = parseSectionReference(typed)
    const found = section ? matchSection(section, { text, headingPath }) : []
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(expected)
  })
}
