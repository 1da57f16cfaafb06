import { db } from '#lib/core/db/client.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser, signIn } from '#tests/support/people.ts'
import { cookiesOf, sameOriginHeaders, sessionCookieOf, submitSignIn } from '#tests/support/sign-in-form.ts'

const password = 'quiet lamp over rivers'

test('The sign-in form opens a session that authenticates requests', async ({ server }) => {
  const person = await createUser({ password })
  const response = await submitSignIn(server.baseUrl, { email: person.email.toUpperCase(), password })
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({ url: `${server.baseUrl}/library` })
  const cookie = sessionCookieOf(response)
  expect(cookie).not.toBeNull()
  const me = await fetch(`${server.baseUrl}/api/v1/me`, { headers: { Cookie: cookie ?? '' } })
  expect(await me.json()).toMatchObject({ id: person.id, email: person.email, role: person.role })
})

test('Every character of a long password is significant', async ({ server }) => {
  const long = 'x'.repeat(255)
  const person = await createUser({ password: `${long}1` })
  expect((await submitSignIn(server.baseUrl, { email: person.email, password: `${long}2` })).status).toBe(401)
  expect((await submitSignIn(server.baseUrl, { email: person.email, password: `${long}1` })).status).toBe(200)
})

test('An unknown address, a wrong password, a disabled account and an account without password get the same response', async ({
  server,
}) => {
  const known = await createUser({ password })
  const disabled = await createUser({ password })
  await db.user.update({ where: { id: disabled.id }, data: { status: 'disabled' } })
  const googleOnly = await createUser()
  const attempts = [
    { email: 'nobody@example.com', password },
    { email: known.email, password: 'wrong wrong wrong' },
    { email: disabled.email, password },
    { email: googleOnly.email, password },
    { email: 'not an address', password },
  ]
  const responses = []
  for (const attempt of attempts) {
    const web = await submitSignIn(server.baseUrl, attempt)
    expect(sessionCookieOf(web)).toBeNull()
    const body = JSON.stringify(attempt)
    const headers = { 'Content-Type': 'application/json' }
    const api = await fetch(`${server.baseUrl}/api/v1/sessions`, { method: 'POST', body, headers })
    for (const response of [web, api]) {
      const { requestId: _, ...problem } = await response.json()
      responses.push(JSON.stringify([response.status, problem]))
    }
  }
  expect(new Set(responses).size).toBe(1)
  expect(responses[0]).toContain('auth.invalid_credentials')
})

test('Signing in replaces the session of the request', async ({ server }) => {
  const person = await createUser({ password })
  const first = await signIn(person)
  const response = await submitSignIn(server.baseUrl, { email: person.email, password }, { Cookie: first.cookie })
  expect(response.status).toBe(200)
  const me = (cookie: string) => fetch(`${server.baseUrl}/api/v1/me`, { headers: { Cookie: cookie } })
  expect((await me(first.cookie)).status).toBe(401)
  expect((await me(sessionCookieOf(response) ?? '')).status).toBe(200)
  const row = await db.session.findUniqueOrThrow({ where: { id: first.id } })
  expect(row.revokedReason).toBe('replaced')
})

test('A user whose session was revoked is shown the reason', async ({ server, api }) => {
  const person = await createUser()
  const session = await signIn(person)
  const admin = await api(await createUser({ role: 'admin' }))
  expect((await admin.delete(`/users/${person.id}/sessions`)).status).toBe(204)
  const refused = await fetch(`${server.baseUrl}/api/v1/me`, { headers: { Cookie: session.cookie } })
  expect(refused.status).toBe(401)
  expect(refused.headers.get('www-authenticate')).toBe('Bearer realm="lexai", error="invalid_token"')
  expect((await refused.json()).detail).toBe('An administrator ended this session.')
  const page = await fetch(`${server.baseUrl}/library`, { headers: { Cookie: session.cookie }, redirect: 'manual' })
  expect(await page.text().then((html) => `${page.headers.get('location')} ${html}`)).toContain('ended=admin')
})

test('The next-auth endpoint signs in only with its CSRF token', async ({ server }) => {
  const person = await createUser({ password })
  const csrf = await fetch(`${server.baseUrl}/api/auth/csrf`)
  const { csrfToken } = await csrf.json()
  const submit = (fields: Record<string, string>) =>
    fetch(`${server.baseUrl}/api/auth/callback/credentials`, {
      method: 'POST',
      redirect: 'manual',
      headers: { Cookie: cookiesOf(csrf) },
      body: new URLSearchParams({ email: person.email, password, ...fields }),
    })
  expect((await submit({})).status).toBe(403)
  const response = await submit({ csrfToken })
  expect(response.status).toBe(302)
  expect(sessionCookieOf(response)).not.toBeNull()
})

const foreign: Record<string, string>[] = [
  { 'Sec-Fetch-Site': 'cross-site' },
  { 'Sec-Fetch-Site': 'same-site' },
  { 'Sec-Fetch-Site': 'none' },
  { Origin: 'https://evil.example' },
  { Origin: 'null' },
  { Origin: 'http://localhost:1' },
]
for (const headers of foreign) {
  test(`A cross-site request with ${JSON.stringify(headers)} is refused, also for sign-in and sign-out`, async ({
    server,
  }) => {
    const person = await createUser({ password })
    const session = await signIn(person)
    const sent = { ...headers, Cookie: session.cookie }
    const form = new URLSearchParams({ email: person.email, password })
    const tries: [string, string, BodyInit | null][] = [
      ['POST', '/api/auth/callback/credentials', form],
      ['POST', '/api/auth/signout', new URLSearchParams()],
      ['PATCH', '/api/v1/me', '{"name":"Eve"}'],
      ['PUT', '/api/v1/me/password', '{}'],
      ['POST', '/api/v1/api-keys', '{}'],
      ['DELETE', '/api/v1/sessions', null],
      ['DELETE', '/api/v1/sessions/current', null],
    ]
    for (const [method, path, body] of tries) {
      const json: Record<string, string> = typeof body === 'string' ? { 'Content-Type': 'application/json' } : {}
      const response = await fetch(`${server.baseUrl}${path}`, {
        method,
        body,
        headers: { ...json, ...sent },
        redirect: 'manual',
      })
      expect(response.status, `${method} ${path}`).toBe(403)
      expect((await response.json()).code).toBe('request.cross_site')
      expect(sessionCookieOf(response)).toBeNull()
    }
    expect((await fetch(`${server.baseUrl}/api/v1/me`, { headers: { Cookie: session.cookie } })).status).toBe(200)
  })
}

test('Signing out through the page and through the API revokes the session and deletes the cookie', async ({
  server,
}) => {
  const person = await createUser()
  const endpoints: [string, string][] = [
    ['DELETE', '/api/v1/sessions/current'],
    ['POST', '/api/auth/signout'],
  ]
  for (const [method, path] of endpoints) {
    const { cookie } = await signIn(person)
    const headers = { ...sameOriginHeaders, Cookie: cookie }
    const response = await fetch(`${server.baseUrl}${path}`, { method, headers, redirect: 'manual' })
    expect(response.ok, path).toBe(true)
    expect(
      response.headers.getSetCookie().some((line) => /^lexai\.session=;.*Max-Age=0/.test(line)),
      path,
    ).toBe(true)
    expect((await fetch(`${server.baseUrl}/api/v1/me`, { headers: { Cookie: cookie } })).status, path).toBe(401)
  }
})

test('The session endpoint of next-auth returns only the necessary fields', async ({ server }) => {
  const person = await createUser()
  const { cookie } = await signIn(person)
  const response = await fetch(`${server.baseUrl}/api/auth/session`, { headers: { Cookie: cookie } })
  expect(await response.json()).toEqual({
    user: { id: person.id, name: person.name, email: person.email },
    expires: expect.any(String),
  })
})

test('Unused endpoints of next-auth return 404', async ({ server }) => {
  const paths = ['providers', 'verify-request', 'webauthn-options', 'signin/unconfigured', 'callback/unconfigured', 'x']
  for (const path of paths) {
    const response = await fetch(`${server.baseUrl}/api/auth/${path}`, { redirect: 'manual' })
    expect(response.status, path).toBe(404)
  }
  const google = await fetch(`${server.baseUrl}/api/auth/signin/google`, { method: 'POST', headers: sameOriginHeaders })
  expect(google.status).toBe(404)
})

test('Two credentials in one request are refused, and malformed credentials cause no server error', async ({
  server,
}) => {
  const { cookie } = await signIn(await createUser())
  const me = (headers: Record<string, string>) => fetch(`${server.baseUrl}/api/v1/me`, { headers })
  expect((await me({ Cookie: cookie, Authorization: 'Bearer x' })).status).toBe(400)
  for (const odd of [
    'Bearer %',
    'Bearer',
    'Bearer ',
    'Basic YTpi',
    'Bearer a b',
    'Bearer a,b',
    'bearer ..',
    'lexai_x',
  ]) {
    expect((await me({ Authorization: odd })).status, odd).toBe(401)
  }
  expect((await me({ Cookie: 'lexai.session=%' })).status).toBe(401)
  const oversized = await me({ Authorization: `Bearer ${'a'.repeat(1_000_000)}` }).then(
    (response) => response.status,
    () => 431,
  )
  expect([401, 431]).toContain(oversized)
})
