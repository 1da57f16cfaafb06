import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Api, createApiClient } from '#tests/support/api.ts'
import { test as base, expect } from '#tests/support/fixtures.ts'
import { type Instance, startInstance } from '#tests/support/instance.ts'
import { type MailServer, type ReceivedMail, startMailServer } from '#tests/support/mail-server.ts'
import { sessionCookieOf, submitSignIn } from '#tests/support/sign-in-form.ts'
import { admin } from '#tests/support/test-run.ts'

const password = 'quiet lamp over rivers'

type Tools = { mail: MailServer; lexai: Instance; nobody: Api; waitForMail: (to: string) => Promise<ReceivedMail> }

// A server with its own data folder and database, because the workers' servers would run its mail jobs.
const test = base.extend<Pick<Tools, 'nobody' | 'waitForMail'>, Pick<Tools, 'mail' | 'lexai'>>({
  mail: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      const server = await startMailServer()
      await use(server)
      await server.close()
    },
    { scope: 'worker' },
  ],
  lexai: [
    async ({ mail }, use) => {
      const folder = await mkdtemp(path.join(tmpdir(), 'lexai-mail-'))
      const own = { DATABASE_URL: undefined, LEXAI_DATA_DIR: folder, LEXAI_SIGNUP: 'open', SMTP_URL: mail.url }
      const instance = await startInstance({ ...own, LEXAI_TRUST_PROXY: '127.0.0.1,::1' })
      await use(instance)
      await instance.stop()
      await rm(folder, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  nobody: async ({ lexai }, use) => use(await createApiClient(lexai.baseUrl, null)),
  waitForMail: async ({ mail }, use) => {
    await use(async (to) => {
      await expect.poll(() => mail.mails.some((each) => each.to === to), { timeout: 15_000 }).toBe(true)
      const at = mail.mails.findIndex((each) => each.to === to)
      return mail.mails.splice(at, 1)[0] as ReceivedMail
    })
  },
})

let made = 0
const newAddress = () => `somebody-${Date.now()}-${made++}@example.com`
const tokenOf = (mail: ReceivedMail, index = 0) => mail.links[index]?.split('/').at(-1) ?? ''
const accepted = [202, { status: 'accepted' }]
const answer = async (response: Response) => [response.status, await response.json()]

test('Signing up sends a mail with a link that creates the account once', async ({
  nobody: anonymous,
  lexai,
  waitForMail,
}) => {
  const email = newAddress()
  expect(await answer(await anonymous.post('/registrations', { email, password, name: 'Some Body' }))).toEqual(accepted)
  const mail = await waitForMail(email)
  expect(mail.links[0]).toMatch(new RegExp(`^${lexai.baseUrl}/verify/[\\w-]{43}$`))
  expect((await submitSignIn(lexai.baseUrl, { email, password })).status).toBe(401)

  const token = tokenOf(mail)
  for (const [chosen, code] of [
    [undefined, 'required'],
    ['iloveyou1', 'password_common'],
  ]) {
    const refused = await anonymous.post('/email-verifications', { token, password: chosen })
    expect([refused.status, (await refused.json()).errors]).toEqual([
      422,
      [expect.objectContaining({ pointer: '/password', code })],
    ])
  }
  expect((await anonymous.post('/email-verifications', { token, password })).status).toBe(204)
  const again = await anonymous.post('/email-verifications', { token })
  expect([again.status, (await again.json()).code]).toEqual([422, 'auth.link_invalid'])
  const signedIn = await submitSignIn(lexai.baseUrl, { email, password })
  expect(signedIn.status).toBe(200)
  const me = await fetch(`${lexai.baseUrl}/api/v1/me`, { headers: { Cookie: sessionCookieOf(signedIn) ?? '' } })
  expect(await me.json()).toMatchObject({ email, name: 'Some Body', role: 'editor' })
})

test('Signing up with the address of an existing account sends a mail, changes no password, and gets the same response', async ({
  nobody: anonymous,
  lexai,
  waitForMail,
}) => {
  const attempt = { email: admin.email, password: 'somebody else’s choice', name: 'Eve' }
  expect(await answer(await anonymous.post('/registrations', attempt))).toEqual(accepted)
  const mail = await waitForMail(admin.email)
  expect(mail.subject).toBe('You already have a LexAI account')
  expect((await submitSignIn(lexai.baseUrl, attempt)).status).toBe(401)
  expect((await submitSignIn(lexai.baseUrl, admin)).status).toBe(200)
})

test('Registering the address of another person gives no access when that person follows the mailed link', async ({
  nobody: anonymous,
  lexai,
  waitForMail,
}) => {
  const email = newAddress()
  const strangers = 'the password of a stranger'
  const name = 'Prize at https://evil.example/claim'
  expect((await anonymous.post('/registrations', { email, password: strangers, name })).status).toBe(202)
  const first = await waitForMail(email)
  expect(`${first.subject}\n${first.text}`).not.toContain('evil.example')
  expect(first.links).toHaveLength(1)
  expect((await anonymous.post('/registrations', { email, name: 'Owner' })).status).toBe(202)
  const second = await waitForMail(email)
  const confirm = (mail: ReceivedMail) =>
    anonymous.post('/email-verifications', { token: tokenOf(mail), password, name: 'Owner' })
  expect((await confirm(first)).status).toBe(204)
  expect((await confirm(second)).status).toBe(422)
  expect((await submitSignIn(lexai.baseUrl, { email, password: strangers })).status).toBe(401)
  const signedIn = await submitSignIn(lexai.baseUrl, { email, password })
  const me = await fetch(`${lexai.baseUrl}/api/v1/me`, { headers: { Cookie: sessionCookieOf(signedIn) ?? '' } })
  expect(await me.json()).toMatchObject({ email, name: 'Owner' })
})

test('A password reset gets the same response for every address and sends a link only to an existing account', async ({
  nobody: anonymous,
  lexai,
  mail,
  waitForMail,
}) => {
  const email = newAddress()
  await anonymous.post('/registrations', { email, password, name: 'Some Body' })
  await anonymous.post('/email-verifications', { token: tokenOf(await waitForMail(email)), password })
  const session = sessionCookieOf(await submitSignIn(lexai.baseUrl, { email, password }))
  const stranger = newAddress()
  expect(await answer(await anonymous.post('/password-resets', { email: stranger }))).toEqual(accepted)
  expect(await answer(await anonymous.post('/password-resets', { email }))).toEqual(accepted)
  const link = await waitForMail(email)
  expect(mail.mails.some(({ to }) => to === stranger)).toBe(false)

  const choose = (token: string, chosen: string) => anonymous.put('/password-resets', { token, password: chosen })
  expect((await choose(tokenOf(link), 'iloveyou1')).status).toBe(422)
  expect((await choose(tokenOf(link), 'another quiet lamp')).status).toBe(204)
  expect((await (await choose(tokenOf(link), 'yet another lamp')).json()).code).toBe('auth.link_invalid')
  expect((await waitForMail(email)).subject).toBe('Your LexAI password was changed')
  const me = await fetch(`${lexai.baseUrl}/api/v1/me`, { headers: { Cookie: session ?? '' } })
  expect((await me.json()).detail).toContain('password was reset')
  expect((await submitSignIn(lexai.baseUrl, { email, password })).status).toBe(401)
  expect((await submitSignIn(lexai.baseUrl, { email, password: 'another quiet lamp' })).status).toBe(200)
})

test('The reset token is also accepted in the path', async ({ nobody: anonymous, waitForMail }) => {
  await anonymous.post('/password-resets', { email: admin.email })
  const token = tokenOf(await waitForMail(admin.email))
  expect((await anonymous.put(`/password-resets/${token}`, { password: admin.password })).status).toBe(204)
  expect((await waitForMail(admin.email)).subject).toBe('Your LexAI password was changed')
})

test('Of concurrent uses of one link exactly one succeeds', async ({ nobody: anonymous, waitForMail }) => {
  await anonymous.post('/password-resets', { email: admin.email })
  const token = tokenOf(await waitForMail(admin.email))
  const both = await Promise.all([
    anonymous.put(`/password-resets/${token}`, { password: admin.password }),
    anonymous.put(`/password-resets/${token}`, { password: admin.password }),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual([204, 422])
})

test('Mails to one address are limited to five an hour, with the same refusal for known and unknown addresses', async ({
  lexai,
}) => {
  const bodies: string[] = []
  for (const email of [admin.email, newAddress()]) {
    const from = await createApiClient(lexai.baseUrl, null)
    const statuses: number[] = []
    for (let attempt = 0; attempt < 6; attempt++) {
      const response = await from.post(
        '/registrations',
        { email, password, name: 'X' },
        { 'X-Forwarded-For': '203.0.113.1' },
      )
      statuses.push(response.status)
      if (response.status === 429) {
        expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(3000)
        const { requestId: _, ...problem } = await response.json()
        bodies.push(JSON.stringify(problem))
      }
    }
    expect(statuses.filter((status) => status === 202).length).toBeGreaterThanOrEqual(4)
    expect(statuses.at(-1)).toBe(429)
  }
  expect(new Set(bodies).size).toBe(1)
})

test('A mail is delivered after the mail server was unavailable', async ({ nobody: anonymous, mail, waitForMail }) => {
  test.setTimeout(60_000)
  const email = newAddress()
  mail.refuse(true)
  expect((await anonymous.post('/registrations', { email, password, name: 'Patient' })).status).toBe(202)
  mail.refuse(false)
  expect((await waitForMail(email)).links).toHaveLength(1)
})

test('Where sign-up is by invitation, registrations are refused and mails go to the outbox', async ({
  server,
  api,
}) => {
  const anonymous = await api(null)
  for (const email of [admin.email, newAddress()]) {
    const response = await anonymous.post('/registrations', { email, password, name: 'X' })
    expect([response.status, (await response.json()).code]).toEqual([403, 'registration.closed'])
  }
  for (const route of ['/registrations', '/email-verifications']) {
    for (const body of [{}, 'no JSON', { email: 'x', token: 'x' }]) {
      const response = await anonymous.post(route, body)
      expect([response.status, (await response.json()).code], route).toEqual([403, 'registration.closed'])
    }
  }
  expect((await anonymous.post('/password-resets', { email: admin.email })).status).toBe(202)
  const outbox = path.join(process.env.LEXAI_DATA_DIR ?? '', 'outbox')
  await expect
    .poll(async () => (await readdir(outbox).catch(() => [])).some((file) => file.endsWith('.eml')))
    .toBe(true)
  expect(server.output()).not.toContain('/reset/')
})
