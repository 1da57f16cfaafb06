import { expect, test } from '#tests/support/page-fixtures.ts'
import { pdfFile } from '#tests/support/pdf-files.ts'
import { createUser } from '#tests/support/people.ts'
import { inkIn, marksOf } from '#tests/support/viewer.ts'

const password = 'a quiet reading room'
const fillers = (count: number) => Array.from({ length: count }, (_, index) => `Line ${index + 1} of the preamble.`)

test('Sign in, upload, wait for processing, search, and open the page with the words highlighted', async ({
  page,
  expectAccessible,
}) => {
  const ada = await createUser({ password, role: 'editor' })
  await page.goto('/')
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(ada.email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/library$/)

  const contracts = [
    ...(await Promise.all(
      ['Lease', 'Loan', 'Licence'].map((name) => pdfFile(`${name}.pdf`, [[`${name} of goods.`], ['Signed.']])),
    )),
    await pdfFile('Supply.pdf', [
      fillers(30),
      [...fillers(12), 'Neither party shall withhold its consent unreasonably.'],
    ]),
  ]
  await page.locator('input[type=file]:not([webkitdirectory])').first().setInputFiles(contracts)
  const library = page.getByRole('list', { name: 'Documents' })
  await expect(library.getByText('Ready')).toHaveCount(4, { timeout: 30_000 })
  await expectAccessible(page)

  await page.getByRole('link', { name: 'Search', exact: true }).first().click()
  await page.getByRole('searchbox', { name: 'Search the documents' }).fill('"withhold its consent"')
  await expect(page.getByText('1 page found · 4 documents, 8 pages searched')).toBeVisible()
  const hit = page.locator('[data-hit]')
  await expect(hit).toHaveCount(1)
  await hit.click()

  await expect(page).toHaveURL(/\/documents\/[^/]+\?page=2&mark=v1\.2\./)
  await expect(page.getByRole('group', { name: 'Marked passage: withhold its consent' })).toBeAttached()
  await expect(async () => {
    const [mark, ...others] = await marksOf(page, 2, 'passage')
    expect(others).toEqual([])
    if (!mark) throw new Error('nothing is marked')
    expect(await inkIn(page, 2, mark)).toBeGreaterThan(0.04)
  }).toPass()
  await expectAccessible(page)
})
