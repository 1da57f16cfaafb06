import { uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/page-fixtures.ts'
import { createUser } from '#tests/support/people.ts'

const open = [
  '/',
  '/sign-in',
  '/sign-up',
  '/reset',
  '/invite/gone',
  '/developers',
  '/problems',
  '/problems/request.invalid',
]
const inside = [
  '/library',
  '/library?view=trash',
  '/matters',
  '/search',
  '/search?q=lease',
  '/settings/profile',
  '/settings/sessions',
  '/settings/keys',
  '/settings/appearance',
  '/admin/people',
  '/admin/sessions',
  '/admin/audit',
  '/admin/ingest',
]

const screens = [
  { name: 'wide, by day', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { name: 'wide, by night', colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
  { name: 'narrow, by day', colorScheme: 'light', viewport: { width: 390, height: 844 } },
  { name: 'narrow, by night', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const

test.describe.configure({ mode: 'parallel' })

for (const { name, colorScheme, viewport } of screens) {
  test.describe(name, () => {
    test.use({ colorScheme, viewport })

    test('Every page passes the accessibility checks and does not scroll horizontally', async ({
      page,
      login,
      api,
      expectAccessible,
    }) => {
      test.slow()
      const admin = await createUser({ role: 'admin' })
      const { id, matterId } = await uploadPdf(await api(admin), {
        title: 'A lease with a name that is rather long for a narrow screen',
        tags: ['lease'],
      })
      async function checkPage(path: string) {
        await page.goto(path)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await expect(page.getByRole('status', { name: /loading/i })).toHaveCount(0)
        await expectAccessible(page)
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        expect(overflow, `${path} is wider than the screen`).toBeLessThanOrEqual(0)
      }
      for (const path of open) await checkPage(path)
      await login(admin)
      const theirs = [
        `/documents/${id}`,
        `/documents/${id}?tab=details`,
        `/matters/${matterId}`,
        `/admin/people/${admin.id}`,
      ]
      for (const path of [...inside, ...theirs]) await checkPage(path)
    })
  })
}
