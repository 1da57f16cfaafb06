import { createMatter, uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/page-fixtures.ts'

const pages = [
  { lines: ['SUPPLY AGREEMENT', 'Between Alpha and Beta.'] },
  { lines: ['7. GOVERNING LAW. This Agreement is governed', 'by the laws of Delaware.'] },
  { lines: [], isScan: true },
]

test('Enter on a search result opens the page with exactly the matching words highlighted', async ({
  page,
  login,
  api,
  expectAccessible,
}) => {
  const ada = await login()
  const { id } = await uploadPdf(await api(ada), { pages, title: 'Supply' })
  await page.goto('/library')
  // The list is loaded by client code: once it is visible, the page is hydrated and handles keys.
  await expect(page.getByRole('list', { name: 'Documents' })).toBeVisible()
  await page.keyboard.press('/')
  await expect(page).toHaveURL(/\/search$/)
  const field = page.getByRole('searchbox', { name: 'Search the documents' })
  await expect(field).toBeFocused()
  await page.keyboard.type('delaware governing')

  const hit = page.getByRole('link', { name: /GOVERNING LAW/ })
  await expect(hit.locator('mark')).toHaveText(['GOVERNING', 'governed', 'Delaware'])
  await expect(page.getByRole('status')).toHaveText('1 page found · 1 document, 3 pages searched')
  await expect(page.getByText('1 of 3 pages could not be read')).toBeVisible()
  await expect(page).toHaveURL(/q=delaware\+governing/)
  await expectAccessible(page)

  await page.keyboard.press('Enter')
  await expect(hit).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/documents/${id}\\?page=2&mark=v1\\.2\\.`))
  await expect(page.getByRole('group', { name: 'Marked passage: GOVERNING … governed … Delaware' })).toBeAttached()
  await page.goBack()
  await expect(field).toHaveValue('delaware governing')
  await expect(hit).toBeVisible()
})

test('A misspelled query offers a correction, and filters narrow and widen the results', async ({
  page,
  login,
  api,
}) => {
  const ada = await login()
  const as = await api(ada)
  await uploadPdf(as, { pages, title: 'Supply' })
  const { id: matterId } = await createMatter(as, 'Harbour')
  await uploadPdf(as, { pages: [{ lines: ['A Delaware company.'] }], title: 'Charter', matterId })
  await page.goto('/search?q=delawere')
  await expect(page.getByText('No results for “delawere”')).toBeVisible()
  await page.getByRole('button', { name: 'delaware', exact: true }).click()
  await expect(page.getByRole('status')).toHaveText('2 pages found · 2 documents, 4 pages searched')
  await page.keyboard.press('Escape')

  const charter = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Charter' }) })
  await expect(charter.getByText('Harbour')).toBeVisible()
  await charter.getByRole('button', { name: 'Only this document' }).click()
  await expect(page.getByRole('status')).toHaveText('1 page found · 1 document, 1 page searched')
  await expect(page).toHaveURL(/document=/)
  await page.getByRole('searchbox').fill('governing')
  await expect(page.getByText('No results for “governing”')).toBeVisible()
  await page.getByRole('button', { name: 'Search all documents' }).click()
  await expect(page.getByRole('link', { name: /GOVERNING LAW/ })).toBeVisible()
})

test('j and k move through the passages', async ({ page, login, api }) => {
  const ada = await login()
  await uploadPdf(await api(ada), { pages: [{ lines: ['First escrow.'] }, { lines: ['Second escrow.'] }] })
  await page.goto('/search?q=escrow')
  const hits = page.locator('[data-hit]')
  await expect(hits).toHaveCount(2)
  await page.getByRole('searchbox').press('ArrowDown')
  await expect(hits.nth(0)).toBeFocused()
  await page.keyboard.press('j')
  await expect(hits.nth(1)).toBeFocused()
  await page.keyboard.press('k')
  await expect(hits.nth(0)).toBeFocused()
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox')).toBeFocused()
})

test('The search page explains the query syntax, and says when there is nothing to search', async ({
  page,
  login,
  expectAccessible,
}) => {
  await login()
  await page.goto('/search')
  await expect(page.getByRole('heading', { name: 'Find a clause by the words in it' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'governing law' }).click()
  await expect(page.getByRole('heading', { name: 'There is nothing to search yet' })).toBeVisible()
})

test('The title of a result shows the number of hits and opens the best one', async ({ page, login, api }) => {
  const as = await api(await login())
  const clause = { lines: ['Either party may terminate for convenience.'] }
  const { id } = await uploadPdf(as, { pages: [{ lines: ['Preamble'] }, clause, clause, clause], title: 'Supply' })
  await page.goto('/search?q=terminate')
  await expect(page.getByText('3 hits in this document')).toBeVisible()
  await page.getByRole('heading', { name: 'Supply' }).getByRole('link').click()
  await expect(page).toHaveURL(new RegExp(`/documents/${id}\\?page=2&mark=v1\\.2\\.`))
  await expect(page.getByRole('group', { name: 'Marked passage: terminate' })).toBeAttached()
})
