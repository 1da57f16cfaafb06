import { expect, test } from '@playwright/test'
import {
  createPassageLink,
  documentPath,
  formatPassageLink,
  isPassageIntact,
  maxLinkRanges,
  mergeRanges,
  parsePassageLink,
} from '#lib/documents/passage-link.ts'

const text = 'Either party may terminate this Agreement\nupon thirty (30) days’ notice.'
const from = text.indexOf('thirty')
const ranges = [[from, from + 11]] as const

test('A passage link needs no URL encoding and decodes to the same value', () => {
  const link = createPassageLink({ version: 2, page: 17, ranges: [[4, 9], ...ranges], text })
  expect(link).not.toBeNull()
  if (!link) return
  const path = documentPath('0198-abc', { link })
  expect(path).toMatch(/^\/documents\/0198-abc\?page=17&mark=v2\.17\.4-9_\d+-\d+\.[0-9a-z]+$/)
  expect(path).not.toContain('%')
  const mark = new URL(path, 'http://localhost').searchParams.get('mark')
  expect(parsePassageLink(mark ?? '')).toEqual(link)
  expect(formatPassageLink(link)).toBe(mark)
})

test('A passage link is valid only while its words are at its position', () => {
  const link = createPassageLink({ version: 1, page: 1, ranges, text })
  if (!link) throw new Error('no link')
  expect(isPassageIntact(link, text)).toBe(true)
  expect(isPassageIntact(link, text.replace('\n', ' ')), 'a line break for a space').toBe(true)
  expect(isPassageIntact(link, text.replace('thirty', 'ninety'))).toBe(false)
  expect(isPassageIntact(link, ` ${text}`)).toBe(false)
  expect(isPassageIntact(link, text.slice(0, 20)), 'the page became shorter').toBe(false)
})

test('The digest distinguishes quotes with the same text in different ranges', () => {
  const one = createPassageLink({ version: 1, page: 1, ranges: [[0, 12]], text })
  const two = createPassageLink({
    version: 1,
    page: 1,
    ranges: [
      [0, 6],
      [7, 12],
    ],
    text,
  })
  expect(one?.digest).not.toBe(two?.digest)
})

test('Ranges are sorted, merged and bounded', () => {
  expect(
    mergeRanges([
      [8, 9],
      [1, 3],
      [3, 5],
      [7, 7],
      [2, 4],
    ]),
  ).toEqual([
    [1, 5],
    [8, 9],
  ])
  const many = Array.from({ length: 100 }, (_, n) => [n * 2, n * 2 + 1] as const)
  const link = createPassageLink({ version: 1, page: 1, ranges: many, text: 'x'.repeat(300) })
  expect(link?.ranges).toHaveLength(maxLinkRanges)
  expect(createPassageLink({ version: 1, page: 1, ranges: [[3, 3]], text })).toBeNull()
})

for (const value of [
  '',
  'v0.1.1-2.a',
  'v1.0.1-2.a',
  'v1.1.2-2.a',
  'v1.1.5-2.a',
  'v1.1.1-2',
  'v1.1.1-2.',
  'v1.1.1-2_.a',
  'v1.1.-2.a',
  'v1.1.1-2.A',
  'v1.1.1-2.a ',
  `v1.1.${'1-2_'.repeat(50)}1-2.a`,
]) {
  test(`${JSON.stringify(value.slice(0, 20))} is refused as a passage link`, () =>
    expect(parsePassageLink(value)).toBeNull())
}
