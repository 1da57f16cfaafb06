import { spawn } from 'node:child_process'
import { createHmac, generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import path from 'node:path'
import { type JWTHeaderParameters, SignJWT } from 'jose'
import { currentSigningKey } from '#lib/core/auth/signing-key-cache.ts'
import { rotateSigningKeys } from '#lib/core/auth/signing-keys.ts'
import { db } from '#lib/core/db/client.ts'
import { newId } from '#lib/core/db/id.ts'
import { env } from '#lib/core/env.ts'
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

test.describe('Forged access tokens', () => {
  type Forgery = { header?: Partial<JWTHeaderParameters>; claims?: Record<string, unknown> }

  async function forge(
    person: Person,
    sid: string,
    { header = {}, claims = {} }: Forgery,
    key?: CryptoKey | Uint8Array,
  ) {
    const active = await currentSigningKey()
    const now = Math.floor(Date.now() / 1000)
    const good = {
      ...{ iss: env.publicOrigin, aud: `${env.publicOrigin}/api/v1`, sub: person.id, sid, jti: newId() },
      ...{ role: person.role, scope: '', iat: now, exp: now + 300 },
    }
    const protectedHeader = { alg: 'ES256', typ: 'at+jwt', kid: active.kid, ...header }
    return new SignJWT({ ...good, ...claims }).setProtectedHeader(protectedHeader).sign(key ?? active.key)
  }

  test('A correctly signed token is accepted, so that the others fail for their own reason', async ({ api }) => {
    const person = await createUser()
    const { id } = await openApiSession(person)
    expect((await (await api({ accessToken: await forge(person, id, {}) })).get('/me')).status).toBe(200)
  })

  const now = Math.floor(Date.now() / 1000)
  const forgeries: Record<string, Forgery> = {
    'another audience': { claims: { aud: 'https://else.example' } },
    'another issuer': { claims: { iss: 'https://else.example' } },
    'another type': { header: { typ: 'JWT' } },
    'no type': { header: { typ: undefined as never } },
    'an expiry in the past': { claims: { iat: now - 600, exp: now - 1 } },
    'no expiry': { claims: { exp: undefined } },
    'an unknown key id': { header: { kid: 'unknown' } },
    'no key id': { header: { kid: undefined as never } },
    'the session of another user': { claims: { sub: newId() } },
    'an unknown session': { claims: { sid: newId() } },
    'a malformed session id': { claims: { sid: "' OR 1=1" } },
    'a session id that is a number': { claims: { sid: 7 } },
    'a critical extension': { header: { crit: ['x'], x: 1 } },
  }
  for (const [name, forgery] of Object.entries(forgeries)) {
    test(`A token with ${name} returns 401`, async ({ api }) => {
      const person = await createUser()
      const { id } = await openApiSession(person)
      // jose refuses to create a token with an unknown critical header, so this one is assembled by hand.
      const token = forgery.header?.crit ? await withCrit(person, id) : await forge(person, id, forgery)
      const response = await (await api({ accessToken: token })).get('/me')
      expect(response.status).toBe(401)
      expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"')
    })
  }

  async function withCrit(person: Person, sid: string): Promise<string> {
    const [, payload, signature] = (await forge(person, sid, {})).split('.')
    const { kid } = await currentSigningKey()
    return `${encode({ alg: 'ES256', typ: 'at+jwt', kid, crit: ['x'], x: 1 })}.${payload}.${signature}`
  }

  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')

  test('Tokens with alg none, HS256 with the public key, a foreign key under our key id, jku or jwk return 401', async ({
    api,
    server,
  }) => {
    const person = await createUser()
    const { id, accessToken } = await openApiSession(person)
    const [, payload = '', signature = ''] = accessToken.split('.')
    const { kid } = await currentSigningKey()
    const jwks = await (await fetch(`${server.baseUrl}/.well-known/jwks.json`)).json()
    const publicKey = jwks.keys.find((key: { kid: string }) => key.kid === kid)
    const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const strangerJwk = stranger.publicKey.export({ format: 'jwk' })
    const foreignKey = await crypto.subtle.importKey(
      'jwk',
      stranger.privateKey.export({ format: 'jwk' }) as JsonWebKey,
      { name: 'ECDSA', namedCurve: 'P-256' },
      false,
      ['sign'],
    )
    const hs = (secret: string) => {
      const signed = `${encode({ alg: 'HS256', typ: 'at+jwt', kid })}.${payload}`
      return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
    }
    const tokens = [
      `${encode({ alg: 'none', typ: 'at+jwt' })}.${payload}.`,
      `${encode({ alg: 'none', typ: 'at+jwt', kid })}.${payload}.${signature}`,
      hs(JSON.stringify(publicKey)),
      hs(publicKey.x),
      await forge(person, id, {}, foreignKey),
      await forge(person, id, { header: { jku: 'https://evil.example/jwks.json' } }, foreignKey),
      await forge(person, id, { header: { jwk: strangerJwk as never } }, foreignKey),
      accessToken.slice(0, -4).concat('AAAA'),
      `${accessToken}.x`,
    ]
    for (const token of tokens) {
      expect((await (await api({ accessToken: token })).get('/me')).status, token.slice(0, 60)).toBe(401)
    }
    // The next key is published but not used yet: a token with its key id that the active key signed is invalid.
    const next = jwks.keys.find((key: { kid: string }) => key.kid !== kid)
    const wrongKeyId = await forge(person, id, { header: { kid: next.kid } })
    expect((await (await api({ accessToken: wrongKeyId })).get('/me')).status).toBe(401)
  })

  test('A refresh token is refused as an access token', async ({ server, api }) => {
    const { refreshToken } = await signInAsProgram(server.baseUrl, await createUser({ password }))
    expect((await (await api({ accessToken: refreshToken })).get('/me')).status).toBe(401)
  })
})

test('The public keys are sent once and revalidated with a conditional request', async ({ server }) => {
  const ask = (headers: Record<string, string> = {}) => fetch(`${server.baseUrl}/.well-known/jwks.json`, { headers })
  const fresh = await ask({ 'Accept-Encoding': 'gzip, br' })
  const etag = fresh.headers.get('etag') ?? ''
  expect(fresh.headers.get('content-type')).toBe('application/jwk-set+json')
  expect(Number(fresh.headers.get('content-length'))).toBe((await fresh.bytes()).byteLength)
  expect(fresh.headers.get('vary')).toBe('Origin, Accept-Encoding')
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, etag.replace(/"$/, '-br"'), '*']) {
    const again = await ask({ 'Accept-Encoding': 'gzip, br', 'If-None-Match': known })
    expect(again.status, known).toBe(304)
    expect(again.headers.get('cache-control')).toBe('public, max-age=300')
  }
  expect((await ask({ 'If-None-Match': `"x${etag.slice(1)}` })).status).toBe(200)
  expect((await ask({ Origin: 'https://any.example' })).headers.get('access-control-allow-origin')).toBe('*')
})

test('Rotating the signing keys signs nobody out', async ({ server, api }) => {
  const person = await createUser()
  const before = await openApiSession(person)
  const published = async () => {
    const response = await fetch(`${server.baseUrl}/.well-known/jwks.json`)
    expect(response.headers.get('cache-control')).toBe('public, max-age=300')
    return (await response.json()).keys.map((key: { kid: string }) => key.kid) as string[]
  }
  const old = await published()
  const sixMinutesAgo = new Date(Date.now() - 360_000)
  await db.signingKey.updateMany({ where: { state: 'next' }, data: { createdAt: sixMinutesAgo } })
  const { rotated, active, next } = await rotateSigningKeys()
  expect(rotated).toBe(true)
  expect(old).toContain(active)
  await expect.poll(published).toEqual(expect.arrayContaining([...old, next]))
  expect((await (await api(before)).get('/me')).status).toBe(200)
  expect((await rotateSigningKeys()).rotated).toBe(false)
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
