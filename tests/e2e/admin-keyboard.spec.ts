import type { Page } from '@playwright/test'
import { expectFocusKept, tabTo } from '#tests/support/keyboard.ts'
import { expect, test } from '#tests/support/page-fixtures.ts'
import { createApiKeyOf, createUser, openApiSession } from '#tests/support/people.ts'

// These tests use the keyboard only: Tab, Enter, arrow keys, Escape and letters.

/** Opens the focused select and chooses an option with the arrow keys. Expects the focus back on the select. */
async function choose(page: Page, select: string | RegExp, option: string, arrow: 'ArrowUp' | 'ArrowDown') {
  const button = page.getByRole('button', { name: select })
  await tabTo(page, button)
  await page.keyboard.press('Enter')
  const focused = page.getByRole('listbox').locator(':focus')
  await expect(focused).toHaveCount(1)
  while (!(await focused.getByText(option, { exact: true }).count())) {
    const before = (await focused.textContent()) ?? ''
    await page.keyboard.press(arrow)
    await expect(focused).not.toHaveText(before)
  }
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listbox')).toHaveCount(0)
}

test('Invites a user, and Escape closes the dialog and returns the focus', async ({ page, login }) => {
  await login(await createUser({ role: 'admin' }))
  await page.goto('/admin/people')
  const invite = page.getByRole('button', { name: 'Invite people' })
  await tabTo(page, invite)
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Invite a person' })
  await expect(dialog.getByLabel('Name')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(invite).toBeFocused()

  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('Name')).toBeFocused()
  await page.keyboard.type('Grace Hopper')
  await page.keyboard.press('Tab')
  await expect(dialog.getByLabel('Email')).toBeFocused()
  const email = `grace-${Date.now()}@example.com`
  await page.keyboard.type(email)
  await choose(page, /Editor.*Role/, 'Viewer', 'ArrowUp')
  await expect(dialog.getByRole('button', { name: /Viewer.*Role/ })).toBeFocused()
  await tabTo(page, dialog.getByRole('button', { name: 'Invite' }))
  await page.keyboard.press('Enter')
  await expect(dialog.getByText(/\/invite\//)).toBeVisible()
  await expectFocusKept(page, 'inviting')
  await tabTo(page, dialog.getByRole('button', { name: 'Done' }))
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(invite).toBeFocused()
  const line = page.getByRole('list', { name: 'People' }).getByRole('listitem').filter({ hasText: email })
  await expect(line).toContainText('Viewer')
})

test('Changes a role, disables an account and enables it again', async ({ page, login, api }) => {
  const bob = await createUser({ name: 'Bob Quill' })
  const asBob = await api(bob)
  await login(await createUser({ role: 'admin' }))
  await page.goto(`/admin/people?q=${encodeURIComponent(bob.email)}`)
  await tabTo(page, page.getByRole('link', { name: 'Bob Quill' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Bob Quill' })).toBeVisible()
  await expectFocusKept(page, 'following a link')
  await choose(page, /Editor.*Role/, 'Viewer', 'ArrowUp')
  await expect(page.getByText('Bob Quill is now a viewer')).toBeVisible()
  await expect(page.getByRole('button', { name: /Viewer.*Role/ })).toBeFocused()
  expect((await asBob.post('/matters', { name: 'No' })).status).toBe(403)

  await tabTo(page, page.getByRole('button', { name: 'Disable account' }))
  await page.keyboard.press('Enter')
  const open = page.getByRole('button', { name: 'Enable account' })
  await expect(open).toBeFocused()
  expect((await asBob.get('/me')).status).toBe(401)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Disable account' })).toBeFocused()
  expect((await (await api(bob)).get('/me')).status).toBe(200)
})

test('Undoes a change before its notice disappears', async ({ page, login, api }) => {
  const bob = await createUser({ name: 'Bob Quill' })
  await login(await createUser({ role: 'admin' }))
  await page.goto(`/admin/people/${bob.id}`)
  await choose(page, /Editor.*Role/, 'Admin', 'ArrowDown')
  await tabTo(page, page.getByRole('button', { name: 'Undo' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /Editor.*Role/ })).toBeVisible()
  await expectFocusKept(page, 'undoing the change')
  expect((await (await api(bob)).get('/users')).status).toBe(403)
})

test('Revokes one session of a user, and then all', async ({ page, login, api }) => {
  const bob = await createUser({ name: 'Bob Quill' })
  const bobsClients = await Promise.all([1, 2, 3].map(async () => api(await openApiSession(bob))))
  const alive = async () =>
    (await Promise.all(bobsClients.map((each) => each.get('/me')))).filter(({ ok }) => ok).length
  await createApiKeyOf(bob)
  await login(await createUser({ role: 'admin' }))
  await page.goto(`/admin/people/${bob.id}`)
  const sessions = page.getByRole('list', { name: 'Sessions of Bob Quill' })
  await expect(sessions.getByRole('listitem')).toHaveCount(3)
  await tabTo(page, sessions.getByRole('button', { name: /^End the session/ }).nth(1))
  await page.keyboard.press('Enter')
  await expect(sessions.getByRole('listitem')).toHaveCount(2)
  await expectFocusKept(page, 'ending one session')
  expect(await alive()).toBe(2)

  await tabTo(page, page.getByRole('button', { name: 'End all' }), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByText('No active sessions.')).toBeVisible()
  await expect(page.getByText('Bob Quill has no API keys.')).toBeVisible()
  await expectFocusKept(page, 'ending all sessions')
  expect(await alive()).toBe(0)
})

test('Revokes an API key of a user', async ({ page, login }) => {
  const bob = await createUser({ name: 'Bob Quill' })
  await createApiKeyOf(bob)
  await login(await createUser({ role: 'admin' }))
  await page.goto(`/admin/people/${bob.id}`)
  const keys = page.getByRole('list', { name: 'API keys of Bob Quill' })
  await expect(keys.getByRole('listitem')).toHaveCount(1)
  await tabTo(page, keys.getByRole('button', { name: /^Revoke/ }))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('alertdialog').getByRole('button', { name: 'Revoke key' }))
  await page.keyboard.press('Enter')
  await expect(page.getByText('Bob Quill has no API keys.')).toBeVisible()
})

test('Revokes a session in the list of all sessions', async ({ page, login, api }) => {
  const name = `Quentin ${Date.now()}`
  const asUser = await api(await openApiSession(await createUser({ name })))
  await login(await createUser({ role: 'admin' }))
  await page.goto('/admin/sessions')
  await tabTo(page, page.getByRole('searchbox', { name: 'Name or email' }))
  await page.keyboard.type(name)
  await expect(page.getByRole('list', { name: 'Active sessions' }).getByRole('listitem')).toHaveCount(1)
  await tabTo(page, page.getByRole('button', { name: `End ${name}’s session` }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'No active sessions' })).toBeVisible()
  await expectFocusKept(page, 'ending the only session')
  expect((await asUser.get('/me')).status).toBe(401)
})

test('Filters the audit log, clears the filter, and exports it as CSV', async ({ page, login, api }) => {
  const bob = await createUser({ name: 'Bob Quill' })
  await (await api(bob)).post('/matters', { name: 'Noted' })
  await login(await createUser({ role: 'admin' }))
  await page.goto('/admin/audit')
  const log = page.getByRole('list', { name: 'Audit log' })
  await tabTo(page, page.getByLabel('Person'))
  await page.keyboard.type(bob.email)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/actor=/)
  await expect(log.getByRole('listitem')).toHaveText([/Matter created/, /Signed in/])
  await expectFocusKept(page, 'filtering by user')

  await choose(page, /All actions.*Action/, 'Failed sign-ins', 'ArrowDown')
  await expect(page.getByRole('heading', { name: 'No matching events' })).toBeVisible()
  await expect(page.getByRole('button', { name: /Failed sign-ins.*Action/ })).toBeFocused()
  await tabTo(page, page.getByRole('button', { name: 'Clear' }))
  await page.keyboard.press('Enter')
  await expect(page).not.toHaveURL(/actor=/)
  await expect(page.getByRole('button', { name: 'Clear' })).toHaveCount(0)
  await expectFocusKept(page, 'clearing the filter')

  await tabTo(page, page.getByLabel('From'))
  await page.keyboard.type('01012020')
  await expect(page).toHaveURL(/from=2020-01-01/)
  await expectFocusKept(page, 'filtering by day')
  const csv = page.getByRole('button', { name: 'Export CSV' })
  await tabTo(page, csv)
  const downloaded = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  expect((await downloaded).suggestedFilename()).toMatch(/^lexai-audit-.*\.csv$/)
  await expect(csv).toBeFocused()
})
