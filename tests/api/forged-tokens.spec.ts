import { createHmac, generateKeyPairSync } from 'node:crypto'
import { type JWTHeaderParameters, SignJWT } from 'jose'
import { currentSigningKey } from '#lib/core/auth/signing-key-cache.ts'
import { rotateSigningKeys } from '#lib/core/auth/signing-keys.ts'
import { db } from '#lib/core/db/client.ts'
import { newId } from '#lib/core/db/id.ts'
import { env } from '#lib/core/env.ts'
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
