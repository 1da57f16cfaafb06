import type { Page } from '@playwright/test'
import { startInstance } from '#tests/support/instance.ts'
import { waitForOutbox } from '#tests/support/outbox.ts'
import { test as base, expect } from '#tests/support/page-fixtures.ts'

// This file uses its own server with open sign-up instead of the worker's, so that no other server runs its mail jobs.
const test = base.extend({
  server: [
    async ({ database: _database }, use) => {
      const server = await startInstance({ PORT: process.env.PORT, LEXAI_SIGNUP: 'open', SMTP_URL: undefined })
      await use(server)
      await server.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

const password = 'a lamp beside the river'
let made = 0
const newAddress = () => `newcomer-${Date.now()}-${made++}@example.com`

async function signUp(page: Page, email: string): Promise<void> {
  await page.goto('/')
  await page.getByRole('link', { name: 'Create account' }).click()
  await page.getByLabel('Name').fill('Mary Somerville')
  await page.getByLabel('Email').fill(email)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByRole('heading', { name: 'Check your email' })).toBeVisible()
}

async function confirm(page: Page, email: string): Promise<void> {
  const { links } = await waitForOutbox(email, 'Confirm your address for LexAI')
  await page.goto(links[0] ?? '')
  await expect(page.getByText(`This creates the account for ${email}`)).toBeVisible()
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page).toHaveURL(/\/library$/)
}

async function submitSignIn(page: Page, email: string, chosen: string): Promise<void> {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(chosen)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

test('A user signs up, opens the mailed link, sets a password, and is signed in', async ({
  page,
  expectAccessible,
}) => {
  const email = newAddress()
  await signUp(page, email)
  await expectAccessible(page)
  const { links } = await waitForOutbox(email, 'Confirm your address for LexAI')
  await page.goto(links[0] ?? '')
  await expect(page.getByLabel('Name')).toHaveValue('Mary Somerville')
  await expectAccessible(page)
  await confirm(page, email)
  await expect(page.getByRole('button', { name: 'Account of Mary Somerville' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Library' })).toBeVisible()
})

test('The account is created only by the mailed link, which works once', async ({ page, allowError }) => {
  allowError(/401/)
  const email = newAddress()
  await signUp(page, email)
  await page.getByRole('link', { name: 'Back to sign in' }).click()
  await submitSignIn(page, email, password)
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  await expect(page).toHaveURL(/\/sign-in/)
  await confirm(page, email)
  await page.context().clearCookies()
  const { links } = await waitForOutbox(email, 'Confirm your address for LexAI')
  await page.goto(links[0] ?? '')
  await expect(page.getByRole('heading', { name: 'This link is no longer valid' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Sign up again' })).toHaveAttribute('href', '/sign-up')
})

test('A forgotten password is reset by mail, and the old one is refused', async ({
  page,
  browser,
  server,
  allowError,
}) => {
  allowError(/401/)
  const email = newAddress()
  await signUp(page, email)
  await confirm(page, email)
  await expect(page.getByRole('heading', { name: 'Library' })).toBeVisible()

  // From another device, because this one is signed in.
  const elsewhere = await browser.newContext({ baseURL: server.baseUrl })
  const other = await elsewhere.newPage()
  await other.goto('/sign-in')
  await other.getByRole('link', { name: 'Forgot your password?' }).click()
  await expect(other.getByRole('heading', { name: 'Reset your password' })).toBeVisible()
  await other.getByLabel('Email').fill(email)
  await other.getByRole('button', { name: 'Send link' }).click()
  await expect(other.getByRole('heading', { name: 'Check your email' })).toBeVisible()
  const { links } = await waitForOutbox(email, 'Choose a new password for LexAI')
  await other.goto(links[0] ?? '')
  await expect(other.getByText(`The new password is for ${email}.`)).toBeVisible()
  await other.getByLabel('New password').fill('another lamp, another river')
  await other.getByRole('button', { name: 'Set password and sign in' }).click()
  await expect(other).toHaveURL(/\/library$/)
  await expect(other.getByRole('button', { name: 'Account of Mary Somerville' })).toBeVisible()
  await elsewhere.close()

  await page.reload()
  await expect(page).toHaveURL(/\/sign-in/)
  await expect(page.getByText('The password was reset, which ended every session.')).toBeVisible()
  await submitSignIn(page, email, password)
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  await submitSignIn(page, email, 'another lamp, another river')
  await expect(page.getByRole('heading', { name: 'Library' })).toBeVisible()
  await page.goto(links[0] ?? '')
  await expect(page.getByRole('heading', { name: 'This link is no longer valid' })).toBeVisible()
})
