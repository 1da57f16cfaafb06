import { expect, test } from '@playwright/test'
import { packWords } from '#lib/core/pdf/word-boxes.ts'
import { addPages, noText, requireTextWithinLimits } from '#lib/processing/text-limits.ts'

const word = { start: 0, end: 1, x: 0, y: 0, w: 1, h: 1 }
const page = (units: number, words: number) => ({
  number: 1,
  width: 612,
  height: 792,
  text: 'x'.repeat(units),
  words: packWords(Array.from({ length: words }, () => word)),
  isPicture: false,
  problem: null,
  problemDetail: null,
})
const megabyte = 1_000_000

test('Characters and words of all pages are added up', () => {
  expect(addPages({ units: 5, words: 2, passages: 3 }, [page(10, 4), page(20, 0)])).toEqual({
    units: 35,
    words: 6,
    passages: 3,
  })
})

for (const { kind, small, perMegabyte, most } of [
  { kind: 'units', small: 1_000_000, perMegabyte: 20_000_000, most: 100_000_000 },
  { kind: 'words', small: 250_000, perMegabyte: 4_000_000, most: 20_000_000 },
  { kind: 'passages', small: 20_000, perMegabyte: 100_000, most: 500_000 },
] as const) {
  test(`${kind} are limited in proportion to the file size, with a minimum for small files and a maximum for all`, () => {
    for (const [bytes, allowed] of [
      [40_000, small],
      [megabyte, perMegabyte],
      [500 * megabyte, most],
    ] as const) {
      expect(() => requireTextWithinLimits({ ...noText, [kind]: allowed }, bytes)).not.toThrow()
      expect(() => requireTextWithinLimits({ ...noText, [kind]: allowed + 1 }, bytes)).toThrow(
        expect.objectContaining({
          code: 'pdf.too_complex',
          detail: expect.stringContaining(allowed.toLocaleString('en')),
        }),
      )
    }
  })
}
