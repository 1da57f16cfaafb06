import { expect, test } from '@playwright/test'
import { safeReturnTo } from '#lib/core/auth/return-to.ts'

test('A path of the application is kept with query and fragment', () => {
  expect(safeReturnTo('/documents/1?page=3#p')).toBe('/documents/1?page=3#p')
  expect(safeReturnTo('/')).toBe('/')
})

for (const elsewhere of [
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '\\/evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  'javascript:alert(1)',
  'documents',
  '',
  '/sign-in?returnTo=/sign-in',
  '/api/auth/signout',
  `/${'a'.repeat(3000)}`,
]) {
  test(`${JSON.stringify(elsewhere).slice(0, 40)} is replaced by the library`, () => {
    expect(safeReturnTo(elsewhere)).toBe('/library')
  })
}
