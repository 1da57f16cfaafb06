import { db } from '#lib/core/db/client.ts'
import { expect, test } from '#tests/support/page-fixtures.ts'
import { createUser } from '#tests/support/people.ts'

test('An invitation link lets the invited user set a password and sign in', async ({
  page,
  login,
  browser,
  server,
}) => {
  await login(await createUser({ role: 'admin' }))
  await page.goto('/admin/people')
  await page.getByRole('button', { name: 'Invite people' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Grace Hopper')
  const email = `grace-${Date.now()}@example.com`
  await dialog.getByLabel('Email').fill(email)
  await dialog.getByRole('button', { name: 'Invite' }).click()
  const link = (await dialog.getByText(/\/invite\//).textContent()) ?? ''
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('list', { name: 'People' }).getByText(email)).toBeVisible()

  const guest = await browser.newContext({ baseURL: server.baseUrl })
  const invited = await guest.newPage()
  await invited.goto(link)
  await expect(invited.getByRole('heading', { name: 'Welcome, Grace Hopper' })).toBeVisible()
  await invited.getByLabel('New password').fill('nanoseconds of wire')
  await invited.getByRole('button', { name: 'Set password and sign in' }).click()
  await expect(invited).toHaveURL(/\/library/)
  await guest.close()
})

test('A user whose session is revoked is signed out, sees the reason, and can sign in again', async ({
  page,
  login,
  browser,
  server,
  allowError,
}) => {
  allowError(/401/)
  const password = 'until further notice'
  const bob = await createUser({ name: 'Bob Quill', password })
  const outside = await browser.newContext({ baseURL: server.baseUrl })
  const bobsPage = await outside.newPage()
  await bobsPage.goto('/sign-in')
  await bobsPage.getByLabel('Email').fill(bob.email)
  await bobsPage.getByLabel('Password', { exact: true }).fill(password)
  await bobsPage.getByRole('button', { name: 'Sign in' }).click()
  await expect(bobsPage.getByRole('heading', { name: 'Library' })).toBeVisible()

  await login(await createUser({ role: 'admin' }))
  await page.goto(`/admin/people/${bob.id}`)
  const sessions = page.getByRole('list', { name: 'Sessions of Bob Quill' })
  await expect(sessions.getByRole('listitem')).toHaveCount(1)
  await sessions.getByRole('button', { name: /^End the session/ }).click()
  await expect(page.getByText('No active sessions.')).toBeVisible()

  // The open page is updated by an event, without user input.
  await expect(bobsPage).toHaveURL(/\/sign-in/)
  await expect(bobsPage.getByText('An administrator ended this session.')).toBeVisible()
  await bobsPage.getByLabel('Email').fill(bob.email)
  await bobsPage.getByLabel('Password', { exact: true }).fill(password)
  await bobsPage.getByRole('button', { name: 'Sign in' }).click()
  await expect(bobsPage.getByRole('heading', { name: /Library|Matters/ })).toBeVisible()
  await outside.close()
})

test('A role change can be undone, and an account can be disabled', async ({ page, login, api }) => {
  const bob = await createUser({ name: 'Bob Quill' })
  const asBob = await api(bob)
  await login(await createUser({ role: 'admin' }))
  await page.goto(`/admin/people/${bob.id}`)
  const responseReleased = Promise.withResolvers<void>()
  let changes = 0
  await page.route(`**/users/${bob.id}`, async (route) => {
    const response = await route.fetch()
    if (route.request().method() === 'PATCH' && ++changes === 2) await responseReleased.promise
    await route.fulfill({ response })
  })
  await page.getByRole('button', { name: /Editor.*Role/ }).click()
  await page.getByRole('option', { name: 'Viewer' }).click()
  await expect(page.getByText('Bob Quill is now a viewer')).toBeVisible()
  expect((await asBob.post('/matters', { name: 'No' })).status).toBe(403)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(async () => (await asBob.post('/matters', { name: 'Yes' })).status).toBe(201)
  // Sent before the response to the previous change.
  await page.getByRole('button', { name: 'Disable account' }).click()
  responseReleased.resolve()
  await expect(page.getByText('Disabled', { exact: true })).toBeVisible()
  expect((await asBob.get('/me')).status).toBe(401)
})

test('The audit log lists events, can be filtered, and is exported as CSV', async ({ page, login, api }) => {
  const admin = await createUser({ role: 'admin' })
  const bob = await createUser({ name: 'Bob Quill' })
  await (await api(bob)).post('/matters', { name: 'Noted' })
  await login(admin)
  await page.goto(`/admin/audit?actor=${encodeURIComponent(bob.email)}`)
  const log = page.getByRole('list', { name: 'Audit log' })
  await expect(log.getByText('Matter created')).toBeVisible()
  await page.getByRole('button', { name: /All actions.*Action/ }).click()
  await page.getByRole('option', { name: 'Failed sign-ins' }).click()
  await expect(page.getByRole('heading', { name: 'No matching events' })).toBeVisible()
  await expect(page).toHaveURL(/action=session.failed/)
  await page.getByRole('button', { name: 'Clear' }).click()
  const downloaded = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export CSV' }).click()
  expect((await downloaded).suggestedFilename()).toMatch(/^lexai-audit-.*\.csv$/)
})

test('All sessions are listed, and the processing queue lists what is waiting', async ({ page, login }) => {
  const admin = await login(await createUser({ role: 'admin', name: 'Quincy Adminsworth' }))
  await page.goto('/admin/sessions?q=Adminsworth')
  await expect(page.getByRole('list', { name: 'Active sessions' }).getByText(admin.email)).toBeVisible()
  await page.goto('/admin/ingest')
  await expect(page.getByText('Pages in the last minute')).toBeVisible()
})

test('Admin pages are not available to other roles', async ({ page, login, allowError }) => {
  allowError(/404/)
  await login()
  for (const path of ['/admin/people', '/admin/sessions', '/admin/audit', '/admin/ingest']) {
    await page.goto(path)
    await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible()
  }
})

test('Mails that could not be sent are reported above the admin pages with the reason', async ({ page, login }) => {
  await login(await createUser({ role: 'admin' }))
  await page.goto('/admin/people')
  await expect(page.getByRole('heading', { name: 'Admin' })).toBeVisible()
  await expect(page.getByText('could not be sent yet')).toHaveCount(0)
  await db.$executeRaw`SELECT graphile_worker.add_job('send-mail', '{}'::json, run_at => now() + interval '1 day', job_key => 'unsent')`
  await db.$executeRaw`UPDATE graphile_worker._private_jobs SET last_error = 'The mail server: ECONNREFUSED.' WHERE key = 'unsent'`
  await page.reload()
  await expect(page.getByText('1 email could not be sent yet. The mail server: ECONNREFUSED.')).toBeVisible()
  await db.$executeRaw`SELECT graphile_worker.remove_job('unsent')`
})
