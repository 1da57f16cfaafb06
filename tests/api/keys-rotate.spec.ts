import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import pg from 'pg'
import { type Api, openApi } from '#tests/support/api.ts'
import { findFreePort } from '#tests/support/global-setup.ts'
import { type Instance, startInstance } from '#tests/support/instance.ts'
import { openRaw } from '#tests/support/raw-page.ts'
import { sessionCookieOf, submitSignIn } from '#tests/support/sign-in-form.ts'
import { admin } from '#tests/support/test-run.ts'

const older = 'the older secret of this test which is to go'
const newer = 'the newer secret of this test which is to stay'
type Tokens = { accessToken: string; refreshToken: string }

// A LexAI with a data folder and a database of its own: what one does to its keys would reach the other tests.
let dataDir = ''
let port = ''
let lexai: Instance
let nobody: Api
/** What somebody holds who signed in before anything was rotated: in a browser, and with a program. */
let cookie = ''
let tokens: Tokens
let firstToken = ''
test.describe.configure({ mode: 'serial', timeout: 90_000 })
test.beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'lexai-keys-'))
  port = String(await findFreePort())
  await startWith(older)
  cookie = await signInByForm()
  tokens = await (await nobody.post('/sessions', admin)).json()
  firstToken = tokens.accessToken
})
test.afterAll(async () => {
  await lexai?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

const settings = (secrets: string) => ({ DATABASE_URL: undefined, LEXAI_DATA_DIR: dataDir, AUTH_SECRET: secrets })

/** Always at the same address, as behind the same name: the tokens say who issued them. */
async function startWith(secrets: string): Promise<void> {
  await lexai?.stop()
  lexai = await startInstance({ PORT: port, ...settings(secrets) })
  nobody = await openApi(lexai.baseUrl, null)
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

const kidOf = (token: string) => decodeProtectedHeader(token).kid
const jwks = async () => (await fetch(`${lexai.baseUrl}/.well-known/jwks.json`)).json()
const publishedKids = async () => (await jwks()).keys.map(({ kid }: { kid: string }) => kid) as string[]
const meByCookie = (value: string) => fetch(`${lexai.baseUrl}/api/v1/me`, { headers: { Cookie: value } })
const meByToken = async (accessToken: string) => (await openApi(lexai.baseUrl, { accessToken })).get('/me')

async function refresh(): Promise<Tokens> {
  const response = await nobody.post('/tokens', { refreshToken: tokens.refreshToken })
  expect(response.status).toBe(200)
  tokens = await response.json()
  return tokens
}

/** As a service does that knows the published keys and nothing else. */
async function verifyElsewhere(token: string): Promise<void> {
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

/** The next key's age is what the command goes by: others must have had the time to fetch it. */
const ageNextKey = () =>
  changeKeys(`UPDATE "SigningKey" SET "createdAt" = "createdAt" - interval '6 minutes' WHERE state = 'next'`)

test('a next key that nobody can have fetched yet does not take over', async () => {
  const before = await publishedKids()
  expect(before).toHaveLength(2)
  const output = await rotate(older)
  expect(output).toMatch(/^Did not rotate: other services may not have fetched the next key yet/)
  expect(output).toContain(`signs now        ${kidOf(firstToken)}\n`)
  expect(await publishedKids()).toEqual(before)
})

test('the next key signs, the one before is still believed, and nobody is signed out', async () => {
  const active = kidOf(firstToken) ?? ''
  const next = (await publishedKids()).find((kid) => kid !== active) ?? ''
  await ageNextKey()
  const output = await rotate(older)
  expect(output).toMatch(/^Rotated the signing keys\./)
  expect(output).toContain(`signs now        ${next}\n`)
  expect(output).toContain(`still published  ${active}\n`)

  await expect.poll(publishedKids).toHaveLength(3)
  expect(await publishedKids()).toEqual(expect.arrayContaining([active, next]))
  expect((await meByToken(firstToken)).status).toBe(200)
  await verifyElsewhere(firstToken)
  await expect.poll(async () => kidOf((await refresh()).accessToken)).toBe(next)
  expect((await meByToken(tokens.accessToken)).status).toBe(200)
  await verifyElsewhere(tokens.accessToken)
  expect((await meByCookie(cookie)).status).toBe(200)
  // Whoever signs in now gets a token of the new key too.
  const signedIn: Tokens = await (await nobody.post('/sessions', admin)).json()
  expect(kidOf(signedIn.accessToken)).toBe(next)
})

test('a retired key is published and believed until its last token has expired, without another rotation', async () => {
  const retired = kidOf(firstToken) ?? ''
  expect(await publishedKids()).toContain(retired)
  await changeKeys(`UPDATE "SigningKey" SET "retiredAt" = now() - interval '8 minutes' WHERE state = 'retiring'`)
  await expect.poll(publishedKids).not.toContain(retired)
  // Not yet expired by its own word. What this process has read of the keys is a minute old at most.
  await startWith(older)
  expect((await meByToken(firstToken)).status).toBe(401)
})

test('with --force the key in use and its tokens are worthless at once, and a refresh gives new ones', async () => {
  const { accessToken } = await refresh()
  const known = kidOf(accessToken) ?? ''
  expect((await meByToken(accessToken)).status).toBe(200)
  const output = await rotate(older, '--force')
  expect(output).toMatch(/^Rotated the signing keys\.[\s\S]*still published {2}none\n/)
  await expect.poll(async () => (await meByToken(accessToken)).status).toBe(401)
  await expect.poll(publishedKids).not.toContain(known)
  expect((await meByToken((await refresh()).accessToken)).status).toBe(200)
})

test('with a new AUTH_SECRET before the old one everything goes on, and cookies are signed anew', async () => {
  const keep = { 'Idempotency-Key': 'a promise from before' }
  const before = await (await nobody.post('/sessions', admin, keep)).json()
  await startWith(`${newer},${older}`)
  expect((await meByCookie(cookie)).status).toBe(200)
  expect((await meByToken(tokens.accessToken)).status).toBe(200)
  await verifyElsewhere((await refresh()).accessToken)
  // Pepper, signing keys and kept answers were sealed with the old one.
  expect(await meByCookie(await signInByForm())).toMatchObject({ status: 200 })
  expect(await (await nobody.post('/sessions', admin, keep)).json()).toEqual(before)

  const page = await openRaw(lexai.baseUrl, '/library', { Cookie: cookie })
  expect(page.status).toBe(200)
  const [line = '', ...others] = page.headers.getSetCookie().filter((each) => each.startsWith('lexai.session='))
  expect(others).toEqual([])
  expect(line).toMatch(/; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/)
  const renewed = line.split(';')[0] ?? ''
  expect(kidOf(renewed.slice(renewed.indexOf('=') + 1))).not.toBe(kidOf(cookie.slice(cookie.indexOf('=') + 1)))
  expect(await (await meByCookie(renewed)).json()).toMatchObject({ email: admin.email })
  const again = await openRaw(lexai.baseUrl, '/library', { Cookie: renewed })
  expect([again.status, again.headers.getSetCookie()]).toEqual([200, []])
  cookie = renewed
})

test('once all is sealed anew the old AUTH_SECRET can go, and what it alone had signed goes with it', async () => {
  const left = await signInLikeBefore()
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

/** A browser that was away the whole time: its cookie was never signed anew. */
async function signInLikeBefore(): Promise<string> {
  await startWith(older)
  const signed = await signInByForm()
  await startWith(`${newer},${older}`)
  expect((await meByCookie(signed)).status).toBe(200)
  return signed
}
