import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { db } from '#lib/core/db/client.ts'
import { createApiClient } from '#tests/support/api.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser, openApiSession, type Person } from '#tests/support/people.ts'

const password = 'quiet lamp over rivers'

type Tokens = { accessToken: string; refreshToken: string; session: { id: string } }

async function signInAsProgram(baseUrl: string, person: Person): Promise<Tokens> {
  const response = await fetch(`${baseUrl}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: person.email, password, deviceName: 'a program' }),
  })
  expect(response.status).toBe(201)
  const body = await response.json()
  expect(response.headers.get('location')).toBe(`/api/v1/sessions/${body.session.id}`)
  expect(response.headers.get('cache-control')).toBe('no-store')
  return body
}

test('A program signs in, refreshes its tokens, and is listed among the sessions', async ({ server, api }) => {
  const person = await createUser({ password })
  const tokens = await signInAsProgram(server.baseUrl, person)
  expect(tokens).toMatchObject({
    tokenType: 'Bearer',
    expiresIn: 300,
    session: { kind: 'api', deviceName: 'a program' },
  })
  const program = await api({ accessToken: tokens.accessToken })
  const { items } = await (await program.get('/sessions')).json()
  expect(items).toHaveLength(1)
  expect(items[0]).toMatchObject({ id: tokens.session.id, current: true })
  const anonymous = await api(null)
  const refreshed = await anonymous.post('/tokens', { refreshToken: tokens.refreshToken })
  expect(refreshed.status).toBe(200)
  const next = await refreshed.json()
  expect(next.refreshToken).not.toBe(tokens.refreshToken)
  expect((await (await api({ accessToken: next.accessToken })).get('/me')).status).toBe(200)
})

test('Two concurrent refreshes succeed, and a later reuse of a spent refresh token ends the session', async ({
  server,
  api,
}) => {
  const person = await createUser({ password })
  const { refreshToken, accessToken } = await signInAsProgram(server.baseUrl, person)
  const other = await openApiSession(person)
  const anonymous = await api(null)
  const refresh = (token: string) => anonymous.post('/tokens', { refreshToken: token })
  const both = await Promise.all([refresh(refreshToken), refresh(refreshToken)])
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  const { refreshToken: next } = await both[0].json()

  await db.$executeRaw`UPDATE "RefreshToken" SET "usedAt" = "usedAt" - interval '11 seconds' WHERE "usedAt" IS NOT NULL`
  const reused = await refresh(refreshToken)
  expect(reused.status).toBe(401)
  expect((await reused.json()).code).toBe('auth.invalid_token')
  expect((await refresh(next)).status).toBe(401)
  expect((await (await api({ accessToken })).get('/me')).status).toBe(401)
  expect((await (await api(other)).get('/me')).status).toBe(200)
})

test('Two concurrent refreshes succeed when the clocks of the servers differ', async ({ server, startInstance }) => {
  const clock = `const now = Date.now; globalThis.Date = class extends Date {
    constructor(...given) { given.length > 0 ? super(...given) : super(now() - 60_000) }
    static now() { return now() - 60_000 } }`
  const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(clock)}`
  const withLateClock = await startInstance({ AUTH_URL: server.baseUrl, LEXAI_WORKERS: '0', NODE_OPTIONS })
  const { refreshToken } = await signInAsProgram(server.baseUrl, await createUser({ password }))
  const refresh = async (baseUrl: string) =>
    (await (await createApiClient(baseUrl, null)).post('/tokens', { refreshToken })).status
  expect([await refresh(withLateClock.baseUrl), await refresh(server.baseUrl)]).toEqual([200, 200])
})

test('A refresh token of a revoked session and a malformed one are refused', async ({ server, api }) => {
  const { refreshToken, accessToken } = await signInAsProgram(server.baseUrl, await createUser({ password }))
  expect((await (await api({ accessToken })).delete('/sessions/current')).status).toBe(204)
  const anonymous = await api(null)
  for (const token of [refreshToken, '', 'x', accessToken]) {
    expect((await anonymous.post('/tokens', { refreshToken: token })).status).toBe(401)
  }
})

test('Introspection returns the current state of a token', async ({ server, api }) => {
  const admin = await openApiSession(await createUser({ role: 'admin' }))
  const person = await createUser({ role: 'viewer', password })
  const { accessToken, refreshToken, session } = await signInAsProgram(server.baseUrl, person)
  const ask = async (token: string) => {
    const response = await fetch(`${server.baseUrl}/api/v1/tokens/introspection`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${admin.accessToken}` },
      body: new URLSearchParams({ token }),
    })
    expect(response.status).toBe(200)
    return response.json()
  }
  const expected = {
    active: true,
    sub: person.id,
    sid: session.id,
    scope: 'documents:read questions:ask',
    role: 'viewer',
  }
  expect(await ask(accessToken)).toMatchObject(expected)
  await db.user.update({ where: { id: person.id }, data: { role: 'editor' } })
  expect(await ask(accessToken)).toMatchObject({ role: 'editor' })
  for (const token of [refreshToken, 'x', '', 'lexai_x']) expect(await ask(token)).toEqual({ active: false })
  expect((await (await api({ accessToken })).delete('/sessions/current')).status).toBe(204)
  expect(await ask(accessToken)).toEqual({ active: false })

  const editor = await openApiSession(await createUser({ role: 'editor' }))
  const refused = await fetch(`${server.baseUrl}/api/v1/tokens/introspection`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${editor.accessToken}` },
    body: new URLSearchParams({ token: accessToken }),
  })
  expect(refused.status).toBe(403)
})

test('Another service can verify user and role from the access token alone', async ({ server }) => {
  const person = await createUser({ role: 'viewer' })
  const { accessToken } = await openApiSession(person)
  const script = path.resolve('examples/second-service/server.js')
  const child = spawn(process.execPath, [script], { env: { ...process.env, LEXAI_URL: server.baseUrl, PORT: '0' } })
  try {
    const [line] = await once(child.stdout.setEncoding('utf8'), 'data')
    const url = `http://localhost:${/\d+/.exec(line)?.[0]}`
    const call = (token: string) => fetch(url, { headers: { Authorization: `Bearer ${token}` } })
    const answer = await call(accessToken)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({
      hello: person.id,
      role: 'viewer',
      scopes: ['documents:read', 'questions:ask'],
    })
    expect((await call(`${accessToken.slice(0, -4)}AAAA`)).status).toBe(401)
    expect((await fetch(url)).status).toBe(401)
  } finally {
    child.kill()
  }
})
