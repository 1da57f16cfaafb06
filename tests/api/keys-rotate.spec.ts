import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import pg from 'pg'
import { type Api, createApiClient } from '#tests/support/api.ts'
import { findFreePort } from '#tests/support/global-setup.ts'
import { type Instance, startInstance } from '#tests/support/instance.ts'
import { openRaw } from '#tests/support/raw-page.ts'
import { sessionCookieOf, submitSignIn } from '#tests/support/sign-in-form.ts'
import { admin } from '#tests/support/test-run.ts'

const older = 'the older secret of this test which is to go'
const newer = 'the newer secret of this test which is to stay'
type Tokens = { accessToken: string; refreshToken: string }

// A server with its own data folder and database, because key rotations would affect other tests.
let dataDir = ''
let port = ''
let lexai: Instance
let anonymous: Api
/** Credentials issued before the rotation: of a browser session and of an API session. */
let cookie = ''
let tokens: Tokens
let firstToken = ''
test.describe.configure({ mode: 'serial', timeout: 90_000 })
test.beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'lexai-keys-'))
  port = String(await findFreePort())
  await startWith(older)
  cookie = await signInByForm()
  tokens = await (await anonymous.post('/sessions', admin)).json()
  firstToken = tokens.accessToken
})
test.afterAll(async () => {
  await lexai?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

const settings = (secrets: string) => ({ DATABASE_URL: undefined, LEXAI_DATA_DIR: dataDir, AUTH_SECRET: secrets })

/** Always on the same port, because tokens contain the issuer. */
async function startWith(secrets: string): Promise<void> {
  await lexai?.stop()
  lexai = await startInstance({ PORT: port, ...settings(secrets) })
  anonymous = await createApiClient(lexai.baseUrl, null)
}

async function signInByForm(): Promise<string> {
  const response = await submitSignIn(lexai.baseUrl, admin)
  expect(response.status).toBe(200)
  return sessionCookieOf(response) ?? ''
}

async function rotate(secrets: string, ...options: string[]): Promise<string> {
  const env = { ...process.env, ...settings(secrets) }
  const child = spawn('npm', ['run', '--silent', 'keys:rotate', '--', ...options], {
    env,
    shell: process.platform === 'win32',
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk
    })
  }
  const [code] = await once(child, 'close')
  expect(code, output).toBe(0)
  return output
}

const keyIdOf = (token: string) => decodeProtectedHeader(token).kid
const jwks = async () => (await fetch(`${lexai.baseUrl}/.well-known/jwks.json`)).json()
const publishedKids = async () => (await jwks()).keys.map(({ kid }: { kid: string }) => kid) as string[]
const meByCookie = (value: string) => fetch(`${lexai.baseUrl}/api/v1/me`, { headers: { Cookie: value } })
const meByToken = async (accessToken: string) => (await createApiClient(lexai.baseUrl, { accessToken })).get('/me')

async function refresh(): Promise<Tokens> {
  const response = await anonymous.post('/tokens', { refreshToken: tokens.refreshToken })
  expect(response.status).toBe(200)
  tokens = await response.json()
  return tokens
}

/** Verifies a token with the published keys only, like another service. */
async function verifyWithPublishedKeys(token: string): Promise<void> {
  const audience = `${lexai.baseUrl}/api/v1`
  await jwtVerify(token, createLocalJWKSet(await jwks()), { issuer: lexai.baseUrl, audience, typ: 'at+jwt' })
}

async function changeKeys(sql: string): Promise<void> {
  const { databasePassword } = JSON.parse(await readFile(path.join(dataDir, 'secrets.json'), 'utf8'))
  const host = path.join(dataDir, 'postgres')
  const client = new pg.Client({ host, user: 'lexai', database: 'lexai', password: databasePassword })
  await client.connect()
  await client.query(sql)
  await client.end()
}

/** Makes the next key old enough for the rotation command, which waits until clients had time to fetch it. */
const ageNextKey = () =>
  changeKeys(`UPDATE "SigningKey" SET "createdAt" = "createdAt" - interval '6 minutes' WHERE state = 'next'`)

test('A new signing key is not used before clients can have fetched it', async () => {
  const before = await publishedKids()
  expect(before).toHaveLength(2)
  const output = await rotate(older)
  expect(output).toMatch(/^Did not rotate: other services may not have fetched the next key yet/)
  expect(output).toContain(`signs now        ${keyIdOf(firstToken)}\n`)
  expect(await publishedKids()).toEqual(before)
})

test('After a rotation the new key signs, tokens of the previous key stay valid, and nobody is signed out', async () => {
  const active = keyIdOf(firstToken) ?? ''
  const next = (await publishedKids()).find((kid) => kid !== active) ?? ''
  await ageNextKey()
  const output = await rotate(older)
  expect(output).toMatch(/^Rotated the signing keys\./)
  expect(output).toContain(`signs now        ${next}\n`)
  expect(output).toContain(`still published  ${active}\n`)

  await expect.poll(publishedKids).toHaveLength(3)
  expect(await publishedKids()).toEqual(expect.arrayContaining([active, next]))
  expect((await meByToken(firstToken)).status).toBe(200)
  await verifyWithPublishedKeys(firstToken)
  await expect.poll(async () => keyIdOf((await refresh()).accessToken)).toBe(next)
  expect((await meByToken(tokens.accessToken)).status).toBe(200)
  await verifyWithPublishedKeys(tokens.accessToken)
  expect((await meByCookie(cookie)).status).toBe(200)
  // A new sign-in gets a token signed with the new key.
  const signedIn: Tokens = await (await anonymous.post('/sessions', admin)).json()
  expect(keyIdOf(signedIn.accessToken)).toBe(next)
})

test('A retired key stays published and valid until its last token has expired', async () => {
  const retired = keyIdOf(firstToken) ?? ''
  expect(await publishedKids()).toContain(retired)
  await changeKeys(`UPDATE "SigningKey" SET "retiredAt" = now() - interval '8 minutes' WHERE state = 'retiring'`)
  await expect.poll(publishedKids).not.toContain(retired)
  // The token has not expired by its own claim. The server caches the keys for at most a minute.
  await startWith(older)
  expect((await meByToken(firstToken)).status).toBe(401)
})

test('--force invalidates the current key and its tokens at once, and a refresh gives new tokens', async () => {
  const { accessToken } = await refresh()
  const known = keyIdOf(accessToken) ?? ''
  expect((await meByToken(accessToken)).status).toBe(200)
  const output = await rotate(older, '--force')
  expect(output).toMatch(/^Rotated the signing keys\.[\s\S]*still published {2}none\n/)
  await expect.poll(async () => (await meByToken(accessToken)).status).toBe(401)
  await expect.poll(publishedKids).not.toContain(known)
  expect((await meByToken((await refresh()).accessToken)).status).toBe(200)
})

test('With a new AUTH_SECRET in front of the old one sessions stay valid and cookies are signed with the new one', async () => {
  const idempotent = { 'Idempotency-Key': 'a promise from before' }
  const before = await (await anonymous.post('/sessions', admin, idempotent)).json()
  await startWith(`${newer},${older}`)
  expect((await meByCookie(cookie)).status).toBe(200)
  expect((await meByToken(tokens.accessToken)).status).toBe(200)
  await verifyWithPublishedKeys((await refresh()).accessToken)
  // The pepper, the signing keys and the stored responses were encrypted with the old secret.
  expect(await meByCookie(await signInByForm())).toMatchObject({ status: 200 })
  expect(await (await anonymous.post('/sessions', admin, idempotent)).json()).toEqual(before)

  const page = await openRaw(lexai.baseUrl, '/library', { Cookie: cookie })
  expect(page.status).toBe(200)
  const [line = '', ...others] = page.headers.getSetCookie().filter((each) => each.startsWith('lexai.session='))
  expect(others).toEqual([])
  expect(line).toMatch(/; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/)
  const renewed = line.split(';')[0] ?? ''
  expect(keyIdOf(renewed.slice(renewed.indexOf('=') + 1))).not.toBe(keyIdOf(cookie.slice(cookie.indexOf('=') + 1)))
  expect(await (await meByCookie(renewed)).json()).toMatchObject({ email: admin.email })
  const again = await openRaw(lexai.baseUrl, '/library', { Cookie: renewed })
  expect([again.status, again.headers.getSetCookie()]).toEqual([200, []])
  cookie = renewed
})

test('After everything is encrypted again the old AUTH_SECRET can be removed, which invalidates what only it had signed', async () => {
  const left = await signInBeforeRotation()
  expect(await rotate(`${newer},${older}`)).toContain('Encrypted the password pepper with the newest AUTH_SECRET.')
  expect(await rotate(`${newer},${older}`)).not.toContain('Encrypted')
  await startWith(newer)
  expect((await meByCookie(cookie)).status).toBe(200)
  expect((await openRaw(lexai.baseUrl, '/library', { Cookie: cookie })).status).toBe(200)
  expect((await meByToken((await refresh()).accessToken)).status).toBe(200)
  expect((await meByCookie(await signInByForm())).status).toBe(200)
  expect((await meByCookie(left)).status).toBe(401)
  expect((await openRaw(lexai.baseUrl, '/library', { Cookie: left })).status).toBe(307)
})

/** A browser that sent no request meanwhile, so that its cookie was never signed again. */
async function signInBeforeRotation(): Promise<string> {
  await startWith(older)
  const signed = await signInByForm()
  await startWith(`${newer},${older}`)
  expect((await meByCookie(signed)).status).toBe(200)
  return signed
}
