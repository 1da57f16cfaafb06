import { mergeTests, type Page } from '@playwright/test'
import { account, test as withGoogle } from '#tests/support/google-fixtures.ts'
import { waitForOutbox } from '#tests/support/outbox.ts'
import { expect, test as withPages } from '#tests/support/page-fixtures.ts'
import { createUser } from '#tests/support/people.ts'

// The pages belong to the server with Google configured; the browser goes to the provider and returns.
const test = mergeTests(withPages, withGoogle).extend({ baseURL: async ({ lexai }, use) => use(lexai.baseUrl) })
test.beforeEach(({ allowError, google, lexai }) => {
  allowError(new RegExp(`^request to another host: (${lexai.baseUrl}|${google.issuer})/`))
})

const password = 'a lamp beside the river'

/** Leaves the page before signing out, because an open page would redirect to the sign-in page at the same time. */
async function signOut(page: Page): Promise<void> {
  await page.goto('about:blank')
  await page.context().clearCookies()
}

test('A new user signs up with Google and returns to the requested page', async ({ page, google }) => {
  const greta = account()
  google.signInAs(greta)
  await page.goto('/sign-up')
  await expect(page.getByRole('button', { name: 'Continue with Google' })).toBeVisible()
  await page.goto('/settings/profile')
  await expect(page).toHaveURL(/\/sign-in\?returnTo=/)
  await page.getByRole('button', { name: 'Continue with Google' }).click()
  await expect(page).toHaveURL(/\/settings\/profile$/)
  await expect(page.getByRole('button', { name: 'Account of Greta Google' })).toBeVisible()
  await expect(page.getByLabel('Name')).toHaveValue('Greta Google')

  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Continue with Google' }).click()
  await expect(page).toHaveURL(/\/library$/)
  await expect(page.getByRole('button', { name: 'Account of Greta Google' })).toBeVisible()
})

test('A Google account is linked with the password, and both can sign in afterwards', async ({
  page,
  login,
  google,
  expectAccessible,
  allowError,
}) => {
  allowError(/40[13]|422/)
  const ada = await login(await createUser({ name: 'Ada Lovelace', password }))
  const greta = account({ name: 'Greta Google' })
  google.signInAs(greta)
  await page.goto('/settings/profile')
  await expect(page.getByRole('heading', { name: 'Google' })).toBeVisible()
  await expectAccessible(page)
  const asked = google.requests.length
  await page.getByLabel('Your LexAI password').fill('not this one at all')
  await page.getByRole('button', { name: 'Link a Google account' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  expect(google.requests).toHaveLength(asked)
  await page.getByLabel('Your LexAI password').fill(password)
  await page.getByRole('button', { name: 'Link a Google account' }).click()
  await expect(page.getByText('You can now also sign in with Google.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Account of Ada Lovelace' })).toBeVisible()

  await signOut(page)
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Continue with Google' }).click()
  await expect(page.getByRole('button', { name: 'Account of Ada Lovelace' })).toBeVisible()
  await signOut(page)
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(ada.email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('button', { name: 'Account of Ada Lovelace' })).toBeVisible()

  const mail = await waitForOutbox(ada.email, 'A Google account was linked to your LexAI account')
  expect(mail.text).toContain(greta.email)
  await page.goto('/settings/profile')
  await page.getByRole('button', { name: `Unlink ${greta.email}` }).click()
  await expect(page.getByText(`${greta.email} is unlinked`)).toBeVisible()
  await expect(page.getByRole('list', { name: 'Linked Google accounts' })).toHaveCount(0)
  await waitForOutbox(ada.email, 'A Google account was unlinked from your LexAI account')
})

test('Google with the address of an existing account is refused with instructions for linking', async ({
  page,
  google,
}) => {
  const ada = await createUser({ password })
  google.signInAs(account({ email: ada.email }))
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Continue with Google' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('then link the Google account in Settings')
  await page.goto('/library')
  await expect(page).toHaveURL(/\/sign-in/)
})

test('A Google account that is linked to another user cannot be linked', async ({
  page,
  login,
  browser,
  lexai,
  google,
}) => {
  google.signInAs(account({ name: 'Greta Google' }))
  const elsewhere = await browser.newContext({ baseURL: lexai.baseUrl })
  const other = await elsewhere.newPage()
  await other.goto('/sign-in')
  await other.getByRole('button', { name: 'Continue with Google' }).click()
  await expect(other).toHaveURL(/\/library$/)
  await elsewhere.close()

  await login(await createUser({ name: 'Ada Lovelace', password }))
  await page.goto('/settings/profile')
  await page.getByLabel('Your LexAI password').fill(password)
  await page.getByRole('button', { name: 'Link a Google account' }).click()
  await expect(page.getByText('This Google account is linked to the account of another person.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Account of Ada Lovelace' })).toBeVisible()
})
