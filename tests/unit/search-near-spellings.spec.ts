import { expect, test } from '@playwright/test'
import { distance } from '#lib/search/near-spellings.ts'

test('counts letters missing, added, changed and swapped', () => {
  expect(distance('indemnification', 'indemnification')).toBe(0)
  expect(distance('indemnifcation', 'indemnification')).toBe(1)
  expect(distance('govverning', 'governing')).toBe(1)
  expect(distance('teh', 'the')).toBe(1)
  expect(distance('arbitrasion', 'arbitration')).toBe(1)
  expect(distance('confidental', 'confidentiality')).toBe(4)
})
