import { decodeProtectedHeader, type JWTHeaderParameters, SignJWT } from 'jose'
import { signSessionCookie } from '#lib/core/auth/session-cookie.ts'
import { db } from '#lib/core/db/client.ts'
import { newId } from '#lib/core/db/id.ts'
import { env } from '#lib/core/env.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser, signIn } from '#tests/support/people.ts'
import { openRaw } from '#tests/support/raw-page.ts'

/** The redirect target, resolved against `baseUrl` like a browser does; null without a redirect. */
const resolveLocation = (baseUrl: string, location: string | null) =>
  location === null ? null : new URL(location, baseUrl)

test('A page without a session redirects to the sign-in page with the full return address', async ({ server }) => {
  const addresses = ['/library', '/library?q=lease&tag=a%26b', '/documents/1?page=3', '/admin/people', '/nothing-here']
  for (const path of addresses) {
    for (const method of ['GET', 'HEAD']) {
      const { status, headers, html } = await openRaw(server.baseUrl, path, {}, method)
      expect(status, path).toBe(307)
      expect(html, path).not.toContain('<script')
      const to = resolveLocation(server.baseUrl, headers.get('location'))
      expect(`${to?.origin}${to?.pathname}`, path).toBe(`${server.baseUrl}/sign-in`)
      expect([...(to?.searchParams ?? [])], path).toEqual([['returnTo', path]])
    }
  }
})

const deceptivePaths = [
  '//evil.example/x',
  '/\\evil.example/x',
  '/%5Cevil.example/x',
  '/%2F%2Fevil.example/x',
  '/%2F/evil.example/x',
  '/.//evil.example/x',
  '/x/..//evil.example/x',
  '/%09/evil.example/x',
  '/%0d%0aLocation:%20https://evil.example/x',
  '/library?returnTo=https://evil.example/',
  '/@evil.example/x',
  'http://evil.example/library',
]
for (const path of deceptivePaths) {
  test(`${path} does not redirect to another host, directly or by the return address`, async ({ server }) => {
    let at = path
    // Next normalises some paths by a redirect before the middleware runs.
    for (let hop = 0; hop < 4; hop++) {
      const { headers } = await openRaw(server.baseUrl, at)
      const to = resolveLocation(server.baseUrl, headers.get('location'))
      if (to === null) return
      expect(to.origin).toBe(server.baseUrl)
      const returnTo = to.searchParams.get('returnTo') ?? '/'
      expect(new URL(returnTo, server.baseUrl).origin, returnTo).toBe(server.baseUrl)
      at = `${to.pathname}${to.search}`
    }
    throw new Error('No end of redirects')
  })
}

test('Host and forwarding headers do not change the redirect target', async ({ server, startInstance }) => {
  const elsewhere = await startInstance({ AUTH_URL: 'https://lexai.example.com' })
  const spoofedHeaders: Record<string, string>[] = [
    { Host: 'evil.example' },
    { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https' },
    { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Port': '1' },
    { Forwarded: 'host=evil.example;proto=https' },
    { 'X-Original-Url': '/sign-in', 'X-Rewrite-Url': '/sign-in' },
    { 'X-Matched-Path': '/sign-in', 'X-Invoke-Path': '/sign-in', 'X-Invoke-Output': '/sign-in' },
    { 'X-HTTP-Method-Override': 'POST' },
    { RSC: '1', 'Next-Router-Prefetch': '1', Purpose: 'prefetch' },
  ]
  for (const headers of spoofedHeaders) {
    const here = (await openRaw(server.baseUrl, '/library', headers)).headers.get('location')
    expect(new URL(here ?? '', server.baseUrl).href, JSON.stringify(headers)).toBe(
      `${server.baseUrl}/sign-in?returnTo=%2Flibrary`,
    )
    const there = (await openRaw(elsewhere.baseUrl, '/library', headers)).headers.get('location')
    expect(there, JSON.stringify(headers)).toBe('https://lexai.example.com/sign-in?returnTo=%2Flibrary')
  }
})

test('The sign-in page redirects a signed-in user, and only within the application', async ({ server }) => {
  const { cookie: Cookie } = await signIn(await createUser())
  const returnPaths = {
    '/settings/profile': '/settings/profile',
    'https://evil.example/': '/library',
    '//evil.example': '/library',
  }
  for (const [returnTo, goal] of Object.entries(returnPaths)) {
    const path = `/sign-in?returnTo=${encodeURIComponent(returnTo)}`
    const { headers } = await openRaw(server.baseUrl, path, { Cookie })
    expect(resolveLocation(server.baseUrl, headers.get('location'))?.href, returnTo).toBe(`${server.baseUrl}${goal}`)
  }
})

test.describe('Middleware check of the session cookie', () => {
  // This path has no page, so 404 shows that the middleware accepted the cookie.
  const nowhere = '/nothing-here'

  async function forge(header: Partial<JWTHeaderParameters>, claims: object, secret: Uint8Array): Promise<string> {
    const { cookieValue } = await signIn(await createUser())
    const { kid } = decodeProtectedHeader(cookieValue)
    const payload = { sid: newId(), secret: 'x', exp: Math.floor(Date.now() / 1000) + 600, ...claims }
    const protectedHeader = { alg: 'HS256', typ: 'lexai-session', kid, ...header } as JWTHeaderParameters
    return new SignJWT(payload).setProtectedHeader(protectedHeader).sign(secret)
  }

  test('A correctly signed cookie passes the middleware, even when its session has ended', async ({ server }) => {
    const session = await signIn(await createUser())
    expect((await openRaw(server.baseUrl, nowhere, { Cookie: session.cookie })).status).toBe(404)
    await db.session.update({ where: { id: session.id }, data: { revokedAt: new Date() } })
    expect((await openRaw(server.baseUrl, nowhere, { Cookie: session.cookie })).status).toBe(404)
  })

  const cookie = { sid: newId(), secret: 'x', expiresAt: new Date(Date.now() + 600_000) }
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  const parts = async () => (await signIn(await createUser())).cookieValue.split('.')
  const bad: Record<string, () => Promise<string>> = {
    'signed with another secret': () => signSessionCookie(cookie, ['another secret, as long as ours has to be']),
    'signed with another key under the current key id': () => forge({}, {}, new TextEncoder().encode('another')),
    'signed with the underived secret': () => forge({}, {}, new TextEncoder().encode(env.authSecrets[0])),
    expired: () => signSessionCookie({ ...cookie, expiresAt: new Date(Date.now() - 1000) }, env.authSecrets),
    'changed to another session id': async () => {
      const [header, payload = '', signature] = await parts()
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
      return [header, encode({ ...claims, sid: newId() }), signature].join('.')
    },
    'unsigned with the algorithm "none"': async () => {
      const [header = '', payload] = await parts()
      const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString())
      return `${encode({ alg: 'none', typ: 'lexai-session', kid })}.${payload}.`
    },
    truncated: async () => (await parts()).slice(0, 2).join('.'),
    malformed: async () => 'x',
    empty: async () => '',
  }
  for (const [name, make] of Object.entries(bad)) {
    test(`A session cookie that is ${name} is refused`, async ({ server }) => {
      const value = await make()
      for (const [path, returnTo] of [
        ['/library', '%2Flibrary'],
        [nowhere, '%2Fnothing-here'],
      ] as const) {
        const page = await openRaw(server.baseUrl, path, { Cookie: `lexai.session=${value}` })
        expect(page.status, path).toBe(307)
        expect(page.headers.get('location'), path).toBe(`/sign-in?returnTo=${returnTo}`)
      }
    })
  }

  test('A valid cookie value under another name is refused', async ({ server }) => {
    const { cookieValue } = await signIn(await createUser())
    for (const name of ['__Host-lexai.session', 'authjs.session-token', 'xlexai.session', 'lexai.session.0']) {
      expect((await openRaw(server.baseUrl, nowhere, { Cookie: `${name}=${cookieValue}` })).status, name).toBe(307)
    }
  })
})
