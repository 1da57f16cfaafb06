import type { BrowserContext, Page } from '@playwright/test'
import { newId } from '#lib/core/db/id.ts'
import { createMatter, uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/page-fixtures.ts'
import { createUser } from '#tests/support/people.ts'
import { openDocument, sheet } from '#tests/support/viewer.ts'

test.beforeEach(({ allowError }) => {
  allowError(/ERR_INTERNET_DISCONNECTED|Failed to fetch|ERR_NETWORK|ERR_FAILED/)
})

async function goOffline(page: Page, context: BrowserContext): Promise<void> {
  await context.setOffline(true)
  await expect(page.getByText('You are offline. Content that is already loaded stays')).toBeVisible()
}

async function goOnline(page: Page, context: BrowserContext): Promise<void> {
  await context.setOffline(false)
  await expect(page.getByText('You are offline. Content that is already loaded stays')).toBeHidden()
}

test('Without a connection a link keeps the current page, and the list is reloaded when the connection returns', async ({
  page,
  context,
  login,
  api,
}) => {
  const as = await api(await login())
  await uploadPdf(as, { title: 'Known before' })
  await page.goto('/library')
  const filter = page.getByRole('searchbox', { name: 'Filter by title' })
  await expect(page.getByText('Known before').first()).toBeVisible()
  await goOffline(page, context)
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Matters' }).click()
  await expect(page.getByText('This page stays open')).toBeVisible()
  await expect(page).toHaveURL(/library/)
  await expect(filter).toBeVisible()
  await uploadPdf(as, { title: 'Added meanwhile' })
  await goOnline(page, context)
  await expect(page.getByText('Added meanwhile').first()).toBeVisible()
})

test('Without a connection navigation shortcuts keep the current page', async ({ page, context, login, api }) => {
  const as = await api(await login())
  const { id: matterId } = await createMatter(as, 'Harbour')
  const { id } = await uploadPdf(as, { title: 'Lease', matterId })
  await page.goto(`/matters/${matterId}`)
  await expect(page.getByRole('link', { name: 'Lease' })).toBeVisible()
  await goOffline(page, context)
  const refused = page.getByText('This page stays open')
  for (const key of ['/', 'Escape']) {
    await page.keyboard.press(key)
    await expect(refused.first()).toBeVisible()
    await expect(page).toHaveURL(new RegExp(`/matters/${matterId}$`))
  }
  await page.keyboard.press('Control+k')
  await page.keyboard.type('library')
  await expect(page.getByRole('menuitem').first()).toHaveAttribute('data-focused', 'true')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page).toHaveURL(new RegExp(`/matters/${matterId}$`))
  await goOnline(page, context)
  await page.keyboard.press('/')
  await expect(page).toHaveURL(/\/search/)

  await openDocument(page, `/documents/${id}`)
  await goOffline(page, context)
  await page.keyboard.press('Escape')
  await expect(refused.first()).toBeVisible()
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Download the original' }).click()
  await expect(refused).toHaveCount(2)
  await expect(sheet(page, 1)).toBeVisible()
})

test('Without a connection a library dialog keeps its input, which can be saved later', async ({
  page,
  context,
  login,
  api,
}) => {
  const as = await api(await login())
  const matter = await createMatter(as, 'Harbour')
  const { id } = await uploadPdf(as, { title: 'Lease' })
  await page.goto('/library')
  const row = page.getByRole('list', { name: 'Documents' }).getByRole('listitem')
  await expect(row.getByRole('link')).toHaveText('Lease')
  const dialog = page.getByRole('dialog')
  const open = async (item: string) => {
    await page.getByRole('button', { name: 'Actions for Lease' }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  const cases = [
    { item: 'Rename', button: 'Rename', act: () => dialog.getByLabel('Title').fill('Lease of the pier') },
    { item: 'Edit tags', button: 'Save', act: () => dialog.getByLabel('Add tags').fill('pier') },
    { item: 'Move to matter', button: 'Move', act: async () => {} },
  ]
  for (const { item, button, act } of cases) {
    await open(item)
    await act()
    await goOffline(page, context)
    await dialog.getByRole('button', { name: button, exact: true }).click()
    await expect(dialog.getByText('“Lease” could not be changed')).toBeVisible()
    await goOnline(page, context)
    await dialog.getByRole('button', { name: button, exact: true }).click()
    await expect(dialog).toBeHidden()
    if (item === 'Rename') await as.patch(`/documents/${id}`, { title: 'Lease' }, { 'If-Match': '*' })
    await expect(row.getByRole('link')).toHaveText('Lease')
  }
  const saved = async () => (await (await as.get(`/documents/${id}`)).json()) as object
  await expect.poll(saved).toMatchObject({ tags: ['pier'], matterId: matter.id })

  await goOffline(page, context)
  await row.getByRole('link').focus()
  await page.keyboard.press('#')
  await expect(page.getByText('“Lease” could not be changed')).toBeVisible()
  await expect(row.getByRole('link')).toHaveText('Lease')
  await page.getByRole('searchbox', { name: 'Filter by title' }).fill('nothing like it')
  await expect(row).toHaveCount(0)
  await expect(page.getByText('No matching documents')).toBeHidden()
  await goOnline(page, context)
  await expect(page.getByText('No matching documents')).toBeVisible()
})

test('Without a connection the document details keep their input, which can be saved later', async ({
  page,
  context,
  login,
  api,
}) => {
  const as = await api(await login())
  const { id } = await uploadPdf(as, { title: 'Draft' })
  await openDocument(page, `/documents/${id}?tab=details`)
  const title = page.getByRole('textbox', { name: 'Title' })
  const tags = page.getByRole('textbox', { name: 'Tags' })
  await goOffline(page, context)
  await title.fill('Lease of the pier')
  await title.press('Enter')
  await expect(page.getByText('LexAI could not be reached')).toBeVisible()
  await expect(title).toHaveValue('Lease of the pier')
  await tags.fill('pier')
  await tags.press('Enter')
  await expect(page.getByText('LexAI could not be reached')).toHaveCount(2)
  await expect(tags).toHaveValue('pier')
  await page.getByRole('button', { name: 'Move to trash' }).click()
  await expect(page.getByText('“Draft” could not be changed')).toBeVisible()
  await goOnline(page, context)
  await title.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Lease of the pier' })).toBeVisible()
  await tags.press('Enter')
  await expect(page.getByRole('row', { name: 'pier' })).toBeVisible()
})

test('Without a connection forms keep their input, and nothing is sent automatically later', async ({
  page,
  context,
  login,
  api,
}) => {
  const ada = await login(await createUser({ role: 'admin', name: 'Ada Lovelace' }))
  const as = await api(ada)
  const colleague = await createUser({ name: `Grace ${newId()}` })
  const { id: matterId } = await createMatter(as, 'Harbour')
  const unreachable = page.getByText('LexAI could not be reached')

  await page.goto('/settings/profile')
  await page.getByLabel('Name').fill('Augusta Ada King')
  await goOffline(page, context)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(unreachable).toBeVisible()
  await expect(page.getByLabel('Name')).toHaveValue('Augusta Ada King')
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByText('You are still signed in')).toBeVisible()
  await goOnline(page, context)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved')).toBeVisible()

  await page.goto('/matters')
  await page.getByRole('button', { name: 'New matter' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Merger')
  await goOffline(page, context)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog').getByText('LexAI could not be reached')).toBeVisible()
  await goOnline(page, context)
  await expect(page.getByRole('dialog').getByLabel('Name')).toHaveValue('Merger')
  const { items } = (await (await as.get('/matters')).json()) as { items: { name: string }[] }
  expect(items.map(({ name }) => name)).not.toContain('Merger')
  await page.getByRole('dialog').getByRole('button', { name: 'Create matter' }).click()
  await expect(page.getByRole('heading', { name: 'Merger' })).toBeVisible()

  await page.goto(`/matters/${matterId}`)
  await page.getByRole('button', { name: '1 member' }).click()
  const members = page.getByRole('dialog', { name: 'Members' })
  await expect(members.getByText('Ada')).toBeVisible()
  await goOffline(page, context)
  await members.getByRole('combobox', { name: 'Add member' }).fill(colleague.name)
  await expect(page.getByText('You can search for people when the connection is restored')).toBeVisible()
  await goOnline(page, context)
  await expect(page.getByRole('option', { name: colleague.name })).toBeVisible()

  await page.goto('/admin/people')
  await page.getByRole('button', { name: 'Invite people' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Hedy Lamarr')
  await page.getByRole('dialog').getByLabel('Email').fill('hedy@example.com')
  await goOffline(page, context)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog').getByText('LexAI could not be reached')).toBeVisible()
  await expect(page.getByRole('dialog').getByLabel('Name')).toHaveValue('Hedy Lamarr')
})

test('While the server is unreachable, pages stay and say so, and load their data when it is back', async ({
  page,
  login,
  api,
  allowError,
}) => {
  allowError(/ERR_CONNECTION_REFUSED/)
  const as = await api(await login())
  await uploadPdf(as, { title: 'Lease' })
  await page.goto('/library')
  await expect(page.getByRole('link', { name: 'Lease' })).toBeVisible()
  await page.route('**/*', (route) => route.abort('connectionrefused'))
  await page.getByRole('searchbox', { name: 'Filter by title' }).fill('leas')
  await expect(page.getByText('LexAI cannot be reached. Content that is already loaded stays')).toBeVisible()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Matters' }).click()
  await expect(page.getByText('This page stays open')).toBeVisible()
  await page.unroute('**/*')
  await expect(page.getByText('LexAI cannot be reached. Content that is already loaded stays')).toBeHidden()
  await expect(page.getByRole('link', { name: 'Lease' })).toBeVisible()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Matters' }).click()
  await expect(page).toHaveURL(/\/matters/)
})
