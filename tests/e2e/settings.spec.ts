import { db } from '#lib/core/db/client.ts'
import { expect, test } from '#tests/support/page-fixtures.ts'
import { createApiKeyOf, createUser, signIn } from '#tests/support/people.ts'

test('Name and telephone number are saved', async ({ page, login, allowError }) => {
  allowError(/422/)
  await login()
  await page.goto('/settings/profile')
  await page.getByLabel('Name').fill('Augusta Ada King')
  await page.getByLabel('Telephone').fill('12')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(/Write the number with its country code/)).toBeVisible()
  await page.getByLabel('Telephone').fill('+43 660 1234567')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Account of Augusta Ada King' })).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Telephone')).toHaveValue('+436601234567')
})

test('The profile shows changes made elsewhere without overwriting typed input, and a conflict can be saved over', async ({
  page,
  login,
  api,
  allowError,
}) => {
  allowError(/412/)
  const as = await api(await login())
  await page.goto('/settings/profile')
  const name = page.getByLabel('Name')
  const phone = page.getByLabel('Telephone')
  await expect(name).toBeVisible()
  const changeElsewhere = async (to: object) =>
    expect((await as.patch('/me', to, { 'If-Match': (await as.get('/me')).headers.get('etag') ?? '' })).status).toBe(
      200,
    )
  await changeElsewhere({ name: 'Augusta' })
  await expect(name).toHaveValue('Augusta')
  await phone.fill('+43 660 1234567')
  await changeElsewhere({ name: 'Augusta Ada' })
  await expect(name).toHaveValue('Augusta Ada')
  await expect(phone).toHaveValue('+43 660 1234567')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await expect(phone).toHaveValue('+436601234567')

  await name.fill('Ada King')
  await changeElsewhere({ name: 'Ada Byron' })
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Your profile was changed elsewhere')).toBeVisible()
  await expect(name).toHaveValue('Ada King')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Your profile was changed elsewhere')).toBeHidden()
  await expect
    .poll(async () => await (await as.get('/me')).json())
    .toMatchObject({ name: 'Ada King', phone: '+436601234567' })
})

test('Changing the password revokes other sessions, and a wrong password is reported at its field', async ({
  page,
  login,
  allowError,
}) => {
  allowError(/422/)
  const ada = await createUser({ password: 'the old long password' })
  await signIn(ada)
  await login(ada)
  await page.goto('/settings/profile')
  await page.getByLabel('Current password').fill('not it at all')
  await page.getByLabel('New password').fill('a new quiet room')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByLabel('Current password')).toHaveAttribute('aria-invalid', 'true')
  await page.getByLabel('Current password').fill('the old long password')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('your other sessions have ended')).toBeVisible()
  await page.goto('/settings/sessions')
  await expect(page.getByRole('list', { name: 'Sessions' }).getByRole('listitem')).toHaveCount(1)
})

test('Changing the password revokes the API keys only when selected', async ({ page, login, api }) => {
  const ada = await createUser({ password: 'the old long password' })
  const { key } = await (
    await (await api(ada)).post('/api-keys', { name: 'Nightly', scopes: ['documents:read'] })
  ).json()
  const script = await api({ accessToken: key })
  await login(ada)
  await page.goto('/settings/profile')
  await page.getByLabel('Current password').fill('the old long password')
  await page.getByLabel('New password').fill('a new quiet room')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('your other sessions have ended')).toBeVisible()
  expect((await script.get('/me')).status).toBe(200)
  await page.getByLabel('Current password').fill('a new quiet room')
  await page.getByLabel('New password').fill('another quiet room')
  await page.getByText('Also revoke my API keys').click()
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('your API keys have ended')).toBeVisible()
  expect((await script.get('/me')).status).toBe(401)
})

test('The session list shows all sessions, and another session can be revoked', async ({ page, login, api }) => {
  const ada = await createUser()
  const other = await api(ada)
  await login(ada)
  await page.goto('/settings/sessions')
  const list = page.getByRole('list', { name: 'Sessions' })
  await expect(list.getByRole('listitem')).toHaveCount(2)
  await expect(list.getByText('This session')).toHaveCount(1)
  await list.getByRole('button', { name: /^End the session/ }).click()
  await expect(list.getByRole('listitem')).toHaveCount(1)
  expect((await other.get('/me')).status).toBe(401)
})

test('An API key is shown once, is limited to its scopes, and can be revoked', async ({ page, login, api }) => {
  await login()
  await page.goto('/settings/keys')
  await page.getByRole('button', { name: 'New API key' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Nightly import')
  await dialog.getByRole('button', { name: 'Create key' }).click()
  const key = (await dialog.getByText(/^lexai_/).textContent()) ?? ''
  const asKey = await api({ accessToken: key })
  expect((await asKey.get('/documents')).status).toBe(200)
  expect((await asKey.post('/matters', { name: 'No' })).status).toBe(403)
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByText('Nightly import')).toBeVisible()
  await expect(page.getByText(key)).toHaveCount(0)
  await page.getByRole('button', { name: 'Revoke Nightly import' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke key' }).click()
  await expect(page.getByRole('heading', { name: 'No API keys yet' })).toBeVisible()
  expect((await asKey.get('/documents')).status).toBe(401)
})

test('The theme is saved and is part of the server-rendered HTML', async ({ page, login }) => {
  await login()
  await page.goto('/settings/appearance')
  await page.getByText('Dark', { exact: true }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  const response = await page.reload()
  expect(await response?.text()).toMatch(/<html[^>]*data-theme="dark"/)
})

test('Eleven minutes after signing in, revoking an API key asks for the password first', async ({
  page,
  login,
  allowError,
  expectAccessible,
}) => {
  allowError(/403|422/)
  const ada = await createUser({ password: 'the old long password' })
  await createApiKeyOf(ada)
  await login(ada)
  const authenticatedAt = new Date(Date.now() - 11 * 60_000)
  await db.session.updateMany({ where: { userId: ada.id }, data: { authenticatedAt } })
  await page.goto('/settings/keys')
  await page.getByRole('button', { name: /^Revoke/ }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke key' }).click()
  const asked = page.getByRole('dialog', { name: 'Confirm your identity' })
  await expect(asked.getByLabel('Password', { exact: true })).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.type('not it at all')
  await page.keyboard.press('Enter')
  await expect(asked.getByText('This is not your password.')).toBeVisible()
  await asked.getByLabel('Password', { exact: true }).fill('the old long password')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'No API keys yet' })).toBeVisible()
})

test('A password set by an administrator must be changed before any other page opens', async ({
  page,
  api,
  expectAccessible,
}) => {
  const admin = await api(await createUser({ role: 'admin' }))
  const email = `made-${Date.now()}@example.com`
  const given = 'chosen by an administrator'
  const made = { email, name: 'Ma De', role: 'editor', password: given }
  expect((await admin.post('/users', made)).status).toBe(201)
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(given)
  await page.getByRole('button', { name: 'Sign in' }).click()
  const title = page.getByRole('heading', { name: 'Choose your own password' })
  await expect(title).toBeVisible()
  for (const path of ['/search?q=term', '/settings/profile', '/documents/none', '/library']) {
    await page.goto(path)
    await expect(title).toBeVisible()
    await expect(page.getByRole('navigation')).toHaveCount(0)
  }
  await expectAccessible(page)
  await page.getByLabel('Current password').fill(given)
  await page.getByLabel('New password').fill('a quiet river in May')
  await page.getByRole('button', { name: 'Set password' }).click()
  await expect(page.getByRole('heading', { name: 'Library' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Library' })).toBeVisible()
})
