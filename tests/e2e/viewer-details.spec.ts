import { db } from '#lib/core/db/client.ts'
import { createMatter, uploadPdf, waitUntilSettled } from '#tests/support/documents.ts'
import { lockedPdf, makePdf } from '#tests/support/made-pdf.ts'
import { expect, test } from '#tests/support/page-fixtures.ts'
import { createUser } from '#tests/support/people.ts'
import { openDocument, sheet } from '#tests/support/viewer.ts'

test('Title, tags and matter are edited in place, and a concurrent change is not overwritten', async ({
  page,
  login,
  api,
  allowError,
}) => {
  allowError(/412/)
  const ada = await login()
  const as = await api(ada)
  const matter = await createMatter(as, 'Harbour')
  const { id } = await uploadPdf(as, { title: 'Draft' })
  await openDocument(page, `/documents/${id}?tab=details`)
  const title = page.getByRole('textbox', { name: 'Title' })
  await title.fill('Lease of the pier')
  await title.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Lease of the pier' })).toBeVisible()
  await page.getByRole('textbox', { name: 'Tags' }).fill('pier, 2026')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('row', { name: '2026' })).toBeVisible()
  await page.getByRole('button', { name: /Matter/ }).click()
  await page.getByRole('option', { name: 'Harbour' }).click()
  await expect
    .poll(async () => (await (await as.get(`/documents/${id}`)).json()) as object)
    .toMatchObject({ title: 'Lease of the pier', tags: ['pier', '2026'], matterId: matter.id })

  // Typing starts before the other user saves, so it does not matter how soon their title is shown.
  await title.fill('By Ada')
  const { headers } = await as.get(`/documents/${id}`)
  const change = await as.patch(`/documents/${id}`, { title: 'By Grace' }, { 'If-Match': headers.get('etag') ?? '' })
  expect(change.ok).toBe(true)
  await title.press('Enter')
  await expect(page.getByText('Somebody else changed this document')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1, name: 'By Grace' })).toBeVisible()
  await expect(title).toHaveValue('By Ada')
  await title.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'By Ada' })).toBeVisible()
})

test('A new version is processed and shown, and the old one stays available', async ({ page, login, api }) => {
  const ada = await login()
  const { id } = await uploadPdf(await api(ada), { pages: [{ lines: ['The first wording.'] }] })
  await openDocument(page, `/documents/${id}?tab=details`)
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Upload a new version' }).click()
  const buffer = Buffer.from(await makePdf([{ lines: ['The second wording.'] }]))
  await (await chooser).setFiles({ name: 'second.pdf', mimeType: 'application/pdf', buffer })
  await expect(page.getByText('Version 2 was uploaded')).toBeVisible()
  await expect(sheet(page, 1).getByText('second')).toBeAttached()
  await page.getByRole('button', { name: 'Version 1', exact: true }).click()
  await expect(sheet(page, 1).getByText('first')).toBeAttached()
  await expect(page).toHaveURL(/version=1/)
  await page.getByRole('button', { name: 'Open version 2' }).click()
  await expect(sheet(page, 1).getByText('second')).toBeAttached()
})

for (const isDoneBeforeResponse of [false, true]) {
  const when = isDoneBeforeResponse ? ' when it completes before the response arrives' : ''
  test(`Reprocessing shows the new text and keeps the focus${when}`, async ({ page, login, api }) => {
    const as = await api(await login())
    const { id } = await uploadPdf(as, { pages: [{ lines: ['The wording of old.'] }] })
    await db.page.updateMany({ where: { version: { documentId: id } }, data: { text: 'Tho wording of old.' } })
    await page.route('**/reading', async (route) => {
      const response = await route.fetch()
      if (isDoneBeforeResponse) await waitUntilSettled(as, id)
      await route.fulfill({ response })
    })
    await openDocument(page, `/documents/${id}?tab=details`)
    await expect(sheet(page, 1).getByText('Tho')).toBeAttached()
    const again = page.getByRole('button', { name: 'Process again' })
    await again.focus()
    await page.keyboard.press('Enter')
    await expect(sheet(page, 1).getByText('The')).toBeAttached()
    await expect(again).toBeFocused()
  })
}

test('A document can be moved to the trash and restored from the notice', async ({ page, login, api, allowError }) => {
  allowError(/404/)
  const ada = await login()
  const as = await api(ada)
  const { id } = await uploadPdf(as, { title: 'Old lease' })
  await openDocument(page, `/documents/${id}?tab=details`)
  await page.getByRole('button', { name: 'Move to trash' }).click()
  await expect(page).toHaveURL(/\/library/)
  await expect.poll(async () => (await as.get(`/documents/${id}`)).status).toBe(404)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(async () => (await as.get(`/documents/${id}`)).status).toBe(200)
})

test('A document of another user and an unknown address are shown as not found', async ({
  page,
  login,
  api,
  allowError,
}) => {
  allowError(/404/)
  const grace = await createUser()
  const { id } = await uploadPdf(await api(grace))
  await login()
  for (const path of [`/documents/${id}`, '/documents/nothing']) {
    await page.goto(path)
    await expect(page.getByRole('heading', { name: 'Document not found' })).toBeVisible()
  }
})

test('A password-protected file says so and can be downloaded or replaced', async ({
  page,
  login,
  api,
  expectAccessible,
}) => {
  const ada = await login()
  const { id } = await uploadPdf(await api(ada), { bytes: new Uint8Array(lockedPdf()) })
  await page.goto(`/documents/${id}`)
  await expect(page.getByRole('heading', { name: 'This file could not be read' })).toBeVisible()
  await expect(page.getByText('pdf.password_required')).toBeVisible()
  await expectAccessible(page)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download the original' }).click()
  expect((await download).suggestedFilename()).toMatch(/\.pdf$/)
})

test('The number of unreadable pages is shown above the page', async ({ page, login, api }) => {
  const ada = await login()
  const pages = [{ lines: ['Text.'] }, { lines: [], isScan: true }, { lines: [], isScan: true }]
  const { id } = await uploadPdf(await api(ada), { pages })
  await openDocument(page, `/documents/${id}`)
  await expect(page.getByText('2 of 3 pages could not be read')).toBeVisible()
})

test('A viewer sees no controls that change the document', async ({ page, login, api }) => {
  const ada = await createUser()
  const as = await api(ada)
  const reader = await createUser({ role: 'viewer' })
  const matter = await createMatter(as)
  await as.put(`/matters/${matter.id}/members/${reader.id}`, { role: 'viewer' })
  const { id } = await uploadPdf(as, { matterId: matter.id, title: 'Lease' })
  await login(reader)
  await openDocument(page, `/documents/${id}?tab=details`)
  await expect(page.getByRole('heading', { level: 2, name: 'Lease' })).toBeVisible()
  await expect(page.getByText('Versions')).toBeVisible()
  for (const name of ['Move to trash', 'Upload a new version', 'Save']) {
    await expect(page.getByRole('button', { name })).toHaveCount(0)
  }
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveCount(0)
})

test('A suggested title is accepted with a press and then no longer suggested', async ({ page, login, api }) => {
  const { id } = await uploadPdf(await api(await login()), { fileName: 'lease_of_the_pier.pdf' })
  await openDocument(page, `/documents/${id}?tab=details`)
  await page.getByRole('button', { name: 'Use title Lease of the pier' }).click()
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Lease of the pier')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Lease of the pier' })).toBeVisible()
  await page.getByRole('textbox', { name: 'Title' }).fill('Another title')
  await expect(page.getByRole('list', { name: 'Suggested titles' })).toBeHidden()
})
