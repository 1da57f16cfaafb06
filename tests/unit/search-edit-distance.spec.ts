import { expect, test } from '@playwright/test'
import { editDistance } from '#lib/search/edit-distance.ts'

test('insertions, deletions, substitutions and transpositions count as one edit each', () => {
  expect(editDistance('indemnification', 'indemnification')).toBe(0)
  expect(editDistance('indemnifcation', 'indemnification')).toBe(1)
  expect(editDistance('govverning', 'governing')).toBe(1)
  expect(editDistance('teh', 'the')).toBe(1)
  expect(editDistance('arbitrasion', 'arbitration')).toBe(1)
  expect(editDistance('confidental', 'confidentiality')).toBe(4)
})
