import { expect, test } from '@playwright/test'
import { parsePageRange } from '#components/viewer/print/page-range.ts'

test('Page ranges give their pages in order, each once', () => {
  expect(parsePageRange('1-3, 7', 9)).toEqual([1, 2, 3, 7])
  expect(parsePageRange('7,1', 9)).toEqual([1, 7])
  expect(parsePageRange('8-', 9)).toEqual([8, 9])
  expect(parsePageRange('-2', 9)).toEqual([1, 2])
  expect(parsePageRange('2–4,3', 9)).toEqual([2, 3, 4])
})

test('A range that names no page or a missing page is refused', () => {
  for (const text of ['', ',', 'x', '0', '10', '3-2', '1-10', '1,,2', '-', '1-2-3', '1.5']) {
    expect(parsePageRange(text, 9), text).toBeNull()
  }
})
