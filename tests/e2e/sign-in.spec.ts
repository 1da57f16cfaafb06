import { expect, test } from '#tests/support/page-fixtures.ts'
import { createUser } from '#tests/support/people.ts'

const password = 'a quiet reading room'

test('The right password signs in and returns to the requested page', async ({ page, expectAccessible }) => {
  const ada = await createUser({ password, name: 'Ada Lovelace' })
  await page.goto('/settings/appearance')
  await expect(page).toHaveURL(/\/sign-in\?returnTo=%2Fsettings%2Fappearance/)
  await expectAccessible(page)
  await page.getByLabel('Email').fill(ada.email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/settings\/appearance$/)
  await expect(page.getByRole('button', { name: 'Account of Ada Lovelace' })).toBeVisible()
})

test('A wrong password and an unknown address show the same message', async ({ page, allowError }) => {
  allowError(/401/)
  const ada = await createUser({ password })
  await page.goto('/sign-in')
  const messages: string[] = []
  for (const email of [ada.email, 'nobody@example.com']) {
    await page.getByLabel('Email').fill(email)
    await page.getByLabel('Password', { exact: true }).fill('not this one')
    const answered = page.waitForResponse((response) => response.url().includes('/api/auth/callback/credentials'))
    await page.getByRole('button', { name: 'Sign in' }).click()
    await answered
    const alert = page.getByRole('main').getByRole('alert')
    await expect(alert).toBeVisible()
    messages.push((await alert.textContent()) ?? '')
  }
  expect(messages[0]).toBe(messages[1])
  await expect(page).toHaveURL(/\/sign-in/)
})

test('A typed password can be shown', async ({ page }) => {
  await page.goto('/sign-in')
  const field = page.getByLabel('Password', { exact: true })
  await field.fill(password)
  await expect(field).toHaveAttribute('type', 'password')
  await page.getByRole('button', { name: 'Show password' }).click()
  await expect(field).toHaveAttribute('type', 'text')
})

test('Google and sign-up are not offered where they are not configured', async ({ page }) => {
  await page.goto('/sign-in')
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  await expect(page.getByRole('button', { name: /Google/ })).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Create account' })).toHaveCount(0)
  await page.goto('/sign-up')
  await expect(page.getByRole('heading', { name: 'Accounts are by invitation only' })).toBeVisible()
})

test('A password reset request shows the same message for known and unknown addresses', async ({
  page,
  expectAccessible,
}) => {
  await page.goto('/reset')
  await page.getByLabel('Email').fill('nobody@example.com')
  await page.getByRole('button', { name: 'Send link' }).click()
  await expect(page.getByRole('heading', { name: 'Check your email' })).toBeVisible()
  await expectAccessible(page)
})

test('An invalid link shows an explanation', async ({ page }) => {
  for (const path of ['/reset/nothing', '/invite/nothing', '/verify/nothing']) {
    await page.goto(path)
    await expect(page.getByRole('heading', { name: 'This link is no longer valid' })).toBeVisible()
  }
})

test('Signing out ends the session', async ({ page, login }) => {
  await login()
  await page.goto('/library')
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  await page.goto('/library')
  await expect(page).toHaveURL(/\/sign-in/)
})
