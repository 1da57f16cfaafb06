import { db } from '#lib/core/db/client.ts'
import { createMatter, uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/page-fixtures.ts'
import { createUser, signIn } from '#tests/support/people.ts'

const secret = 'Privatissimo clause'

test('A user removed from a matter loses its open documents in every tab, and Back does not show them', async ({
  page,
  context,
  login,
  api,
  allowError,
}) => {
  allowError(/404/)
  const [ada, bob] = await Promise.all([createUser({ name: 'Ada' }), createUser({ name: 'Bob' })])
  const owner = await api(ada)
  const { id: matterId } = await createMatter(owner, 'Wall')
  await owner.put(`/matters/${matterId}/members/${bob.id}`, { role: 'viewer' })
  const { id } = await uploadPdf(owner, { matterId, title: 'Private to Ada', pages: [{ lines: [secret] }] })
  await login(bob)
  await page.goto('/library')
  await page.getByRole('link', { name: 'Private to Ada' }).first().click()
  await expect(
    page.locator('.textLayer, [data-text-layer]').getByText(secret).or(page.getByText(secret)).first(),
  ).toBeVisible()
  const search = await context.newPage()
  await search.goto('/search?q=privatissimo')
  await expect(search.getByText('Privatissimo').first()).toBeVisible()
  const library = await context.newPage()
  await library.goto('/library')
  await expect(library.getByText('Private to Ada').first()).toBeVisible()

  const matter = await context.newPage()
  await matter.goto(`/matters/${matterId}`)
  await expect(matter.getByText('Private to Ada').first()).toBeVisible()

  expect((await owner.delete(`/matters/${matterId}/members/${bob.id}`)).status).toBe(204)
  await expect(page.getByText('You no longer have access')).toBeVisible()
  await expect(page.getByText(secret)).toHaveCount(0)
  await expect(page.locator('canvas')).toHaveCount(0)
  await expect(page).not.toHaveTitle(/Private to Ada/)
  await expect(matter.getByText('You no longer have access')).toBeVisible()
  await expect(library.getByText('Private to Ada')).toHaveCount(0)
  await expect(library.getByRole('link', { name: 'Wall' })).toHaveCount(0)
  await expect(search.getByText('Privatissimo', { exact: true })).toHaveCount(0)
  for (const path of ['/content?version=1', '/pages/1', '/pages/1/image?width=800']) {
    expect(await page.evaluate(async (url) => (await fetch(url)).status, `/api/v1/documents/${id}${path}`)).toBe(404)
  }
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'Library' })).toBeVisible()
  await expect(page.getByText('Private to Ada')).toHaveCount(0)
  await page.goForward()
  await expect(page.getByText('You no longer have access')).toBeVisible()
})

test('A document trashed by another member leaves the viewer and returns to the list when it is restored', async ({
  page,
  context,
  login,
  api,
  allowError,
}) => {
  allowError(/404/)
  const ada = await login()
  const own = await api(ada)
  const { id } = await uploadPdf(own, { title: 'Trashed elsewhere', pages: [{ lines: [secret] }] })
  await page.goto(`/documents/${id}`)
  await expect(page.getByRole('main').getByText('Trashed elsewhere').first()).toBeVisible()
  const library = await context.newPage()
  await library.goto('/library')
  await expect(library.getByText('Trashed elsewhere').first()).toBeVisible()
  await own.delete(`/documents/${id}`)
  await expect(page.getByText('You no longer have access')).toBeVisible()
  await expect(library.getByText('Trashed elsewhere')).toHaveCount(0)
  await own.post(`/documents/${id}/restore`)
  await expect(library.getByText('Trashed elsewhere').first()).toBeVisible()
})

test('Members, matters, users and the audit log are updated when changed elsewhere', async ({
  page,
  context,
  login,
  api,
}) => {
  const root = await login(await createUser({ role: 'admin', name: 'Root' }))
  const admin = await api(root)
  const bob = await createUser({ name: 'Bob the newcomer', role: 'viewer' })
  const { id: matterId } = await createMatter(admin, 'Followed matter')
  await page.goto(`/matters/${matterId}`)
  await page.getByRole('button', { name: '1 member' }).click()
  await expect(page.getByText('(you)')).toBeVisible()
  await admin.put(`/matters/${matterId}/members/${bob.id}`, { role: 'viewer' })
  await expect(page.getByRole('dialog').getByText('Bob the newcomer', { exact: true })).toBeVisible()

  const people = await context.newPage()
  await people.goto(`/admin/people/${bob.id}`)
  await expect(people.getByText('Bob the newcomer').first()).toBeVisible()
  const audit = await context.newPage()
  await audit.goto(`/admin/audit?action=matter.created&actor=${root.id}`)
  const rows = audit.getByRole('list', { name: 'Audit log' }).getByRole('listitem')
  await expect(rows).toHaveCount(1)
  const sessions = await context.newPage()
  await sessions.goto('/admin/sessions')
  await expect(sessions.getByRole('list', { name: 'Active sessions' })).toBeVisible()
  await signIn(await createUser({ name: 'Signed in meanwhile' }))
  await expect(sessions.getByText('Signed in meanwhile').first()).toBeVisible()
  await db.user.update({ where: { id: bob.id }, data: { name: 'Bob renamed' } })
  await expect(people.getByText('Bob renamed').first()).toBeVisible()
  await createMatter(admin, 'Made while the log is open')
  await expect(rows).toHaveCount(2)
  await expect(page.getByRole('link', { name: 'Made while the log is open' })).toBeAttached()
})

test('A session revoked by an administrator redirects to the sign-in page with the reason', async ({
  page,
  login,
  api,
  allowError,
}) => {
  allowError(/401/)
  const ada = await login()
  const root = await api(await createUser({ role: 'admin' }))
  const { id } = await uploadPdf(await api(ada), { pages: [{ lines: [secret] }] })
  await page.goto(`/documents/${id}`)
  await expect(page.getByRole('main')).toBeVisible()
  await expect.poll(() => hasChangeStream(page)).toBe(true)
  expect((await root.delete(`/users/${ada.id}/sessions`)).status).toBe(204)
  await expect(page).toHaveURL(/\/sign-in/)
  await expect(page.getByText('An administrator ended this session.')).toBeVisible()
  await page.goBack()
  await expect(page.getByText(secret)).toHaveCount(0)
})

/** Whether one of the browser's tabs has the change stream open. */
async function hasChangeStream(page: import('@playwright/test').Page): Promise<boolean> {
  return page.evaluate(async () => {
    const { held = [] } = await navigator.locks.query()
    return held.some(({ name }) => name === 'lexai-changes')
  })
}

test('After signing out neither Back nor the next user in the tab sees data of the account', async ({
  page,
  login,
  api,
  allowError,
}) => {
  allowError(/40[14]/)
  const password = 'a password for the tests'
  const [ada, bob] = await Promise.all([createUser({ name: 'Ada' }), createUser({ name: 'Bob', password })])
  const { id } = await uploadPdf(await api(ada), { title: 'Private to Ada', pages: [{ lines: [secret] }] })
  await login(ada)
  await page.goto('/library')
  await page.getByRole('link', { name: 'Private to Ada' }).first().click()
  await expect(page).toHaveURL(/documents/)
  await expect(page.getByText(secret).first()).toBeVisible()
  await page.getByRole('button', { name: 'Account of Ada' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/sign-in/)
  const seesNothing = async () => {
    await expect(page.getByText(secret)).toHaveCount(0)
    await expect(page.getByText('Private to Ada')).toHaveCount(0)
    await expect(page).not.toHaveTitle(/Private to Ada/)
  }
  for (let back = 0; back < 3; back++) {
    await page.goBack()
    await page.waitForLoadState()
    await seesNothing()
  }
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(bob.email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(/library/)
  await seesNothing()
  await page.goto(`/documents/${id}`)
  await expect(page.getByRole('heading', { name: 'Document not found' })).toBeVisible()
  await seesNothing()
})
