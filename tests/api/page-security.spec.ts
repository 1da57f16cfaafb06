import { db } from '#lib/core/db/client.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser, signIn } from '#tests/support/people.ts'
import { openRaw, type RawPage } from '#tests/support/raw-page.ts'
import { submitSignIn } from '#tests/support/sign-in-form.ts'

/** The headers against framing, media type sniffing, referrer leaks and device access. */
function expectSecurityHeaders({ headers, policy }: RawPage, path: string, content = "'self'"): void {
  expect(policy.get('frame-ancestors'), path).toEqual(["'none'"])
  expect(policy.get('object-src'), path).toEqual(["'none'"])
  expect(policy.get('base-uri'), path).toEqual(["'none'"])
  expect(policy.get('default-src'), path).toEqual([content])
  expect(policy.get('form-action'), path).toEqual(["'self'"])
  expect(headers.get('x-frame-options'), path).toBe('DENY')
  expect(headers.get('x-content-type-options'), path).toBe('nosniff')
  expect(headers.get('referrer-policy'), path).toBe('same-origin')
  expect(headers.get('cross-origin-opener-policy'), path).toBe('same-origin')
  expect(headers.get('permissions-policy'), path).toContain('camera=(), microphone=(), geolocation=()')
}

/** Expects that only scripts with the nonce of this response may run, and that every script has it. */
function expectOneNonce({ html, policy, nonce }: RawPage, path: string): void {
  expect(nonce, path).toMatch(/^[\w+/=-]{22,}$/)
  expect(policy.get('script-src'), path).toEqual(["'self'", `'nonce-${nonce}'`, "'strict-dynamic'"])
  const scripts = html.match(/<script\b[^>]*>/g) ?? []
  expect(scripts.length, path).toBeGreaterThan(3)
  for (const script of scripts) expect(script, path).toContain(` nonce="${nonce}"`)
  expect(html, path).not.toMatch(/<[a-z][^>]*\s(on[a-z]+=|href="javascript:)/i)
}

const pages = [
  { path: '/', status: 200 },
  { path: '/sign-in', status: 200 },
  { path: '/developers', status: 200 },
  { path: '/problems/nothing-like-it', status: 404 },
  { path: '/library', status: 200, isSignedIn: true },
  { path: '/admin/people', status: 404, isSignedIn: true },
  { path: '/nothing-here', status: 404, isSignedIn: true },
]
for (const { path, status, isSignedIn = false } of pages) {
  test(`${path}${isSignedIn ? ' signed in' : ''}: every script has the nonce of the response, and framing is forbidden`, async ({
    server,
  }) => {
    const headers: Record<string, string> = isSignedIn ? { Cookie: (await signIn(await createUser())).cookie } : {}
    const nonces = new Set<string>()
    for (const page of [await openRaw(server.baseUrl, path, headers), await openRaw(server.baseUrl, path, headers)]) {
      expect(page.status).toBe(status)
      expect(page.headers.get('cache-control')).toContain('no-store')
      expectSecurityHeaders(page, path)
      expectOneNonce(page, path)
      nonces.add(page.nonce)
    }
    expect(nonces.size).toBe(2)
  })
}

test('A path beside the static files that does not exist has the same security headers as a page', async ({
  server,
}) => {
  const unmatchedPaths = [
    '/icon.svg/none',
    '/icons/none',
    '/samples/none',
    '/pdfjs/none',
    '/.well-known/none',
    '/robots.txt/none',
  ]
  // With a session, because without one middleware.ts redirects to the sign-in page.
  const { cookie: Cookie } = await signIn(await createUser())
  for (const path of unmatchedPaths) {
    const page = await openRaw(server.baseUrl, path, { Cookie })
    expect(page.status, path).toBe(404)
    expect(page.headers.get('x-content-type-options'), path).toBe('nosniff')
    if (!page.headers.get('content-type')?.includes('html')) continue
    // A path that middleware.ts does not match has no nonce, so it must have no script.
    expectSecurityHeaders(page, path, page.nonce ? "'self'" : "'none'")
  }
})

test('/favicon.ico is served without a session', async ({ server }) => {
  const response = await fetch(`${server.baseUrl}/favicon.ico`)
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/x-icon'])
})

const foreignNonce = 'c3RvbGVuIGJ5IHNvbWVib2R5IGVsc2U='
const spoofed: Record<string, string>[] = [
  { 'X-Nonce': foreignNonce },
  { 'Content-Security-Policy': `script-src 'unsafe-inline' 'nonce-${foreignNonce}'` },
  { 'Content-Security-Policy-Report-Only': `script-src 'nonce-${foreignNonce}'` },
  { 'X-Middleware-Override-Headers': 'x-nonce', 'X-Middleware-Request-X-Nonce': foreignNonce },
  { 'X-Middleware-Subrequest': Array(5).fill('middleware').join(':') },
  { 'X-Middleware-Subrequest': Array(5).fill('src/middleware').join(':') },
  { 'X-Lexai-Path': `/${foreignNonce}` },
]

async function expectNoInjection(baseUrl: string, headers: Record<string, string>): Promise<RawPage[]> {
  // The middleware accepts the cookie of an ended session, and the page redirects to the sign-in page with a return address.
  const ended = await signIn(await createUser())
  await db.session.update({ where: { id: ended.id }, data: { revokedAt: new Date(), revokedReason: 'admin' } })
  const page = await openRaw(baseUrl, '/sign-in', headers)
  const sent = await openRaw(baseUrl, '/library', { ...headers, Cookie: ended.cookie })
  for (const { html, headers: responseHeaders } of [page, sent]) {
    expect(`${JSON.stringify([...responseHeaders])}${html}`.includes(foreignNonce), JSON.stringify(headers)).toBe(false)
  }
  return [page, sent]
}

for (const headers of spoofed) {
  test(`Request headers ${JSON.stringify(headers)} cannot inject content into a page`, async ({ server }) => {
    const [page, sent] = (await expectNoInjection(server.baseUrl, headers)) as [RawPage, RawPage]
    expect(page.status).toBe(200)
    expectSecurityHeaders(page, '/sign-in')
    expectOneNonce(page, '/sign-in')
    expect(`${sent.headers.get('location')}${sent.html}`.includes('/sign-in?returnTo=%2Flibrary')).toBe(true)
  })
}

test('Injected headers have no effect on a page requested with the content type of an upload', async ({ server }) => {
  for (const headers of spoofed)
    await expectNoInjection(server.baseUrl, { ...headers, 'Content-Type': 'application/pdf' })
})

test('A page requested with the content type of an upload has a Content-Security-Policy', async ({ server }) => {
  const { cookie: Cookie } = await signIn(await createUser())
  for (const type of ['application/pdf', 'multipart/form-data; boundary=x', 'application/octet-stream']) {
    const page = await openRaw(server.baseUrl, '/library', { Cookie, 'Content-Type': type })
    expectSecurityHeaders(page, type)
    expectOneNonce(page, type)
  }
})

test('Under https every response has HSTS and upgrade-insecure-requests, and the cookie has the __Host- prefix', async ({
  startInstance,
}) => {
  const origin = 'https://lexai.example.com'
  const { baseUrl } = await startInstance({ AUTH_URL: origin })
  const paths = [
    '/',
    '/library',
    '/icon.svg',
    '/robots.txt',
    '/nothing',
    '/api/v1/health',
    '/api/v1/me',
    '/api/auth/csrf',
  ]
  for (const path of paths) {
    const { headers } = await openRaw(baseUrl, path)
    const maxAge = /^max-age=(\d+); includeSubDomains$/.exec(headers.get('strict-transport-security') ?? '')?.[1]
    expect(Number(maxAge), path).toBeGreaterThan(31_536_000)
  }
  const home = await openRaw(baseUrl, '/')
  expect(home.policy.has('upgrade-insecure-requests')).toBe(true)
  expectSecurityHeaders(home, '/')
  expectOneNonce(home, '/')

  const password = 'quiet lamp over rivers'
  const { email, ...person } = await createUser({ password })
  const cookies = (await submitSignIn(baseUrl, { email, password })).headers.getSetCookie()
  const session = cookies.find((line) => line.startsWith('__Host-lexai.session='))
  expect(
    session
      ?.replace(/=[^;]+/, '=…')
      .replace(/Expires=[^;]+/, 'Expires=…')
      .split('; ')
      .sort(),
  ).toEqual(['__Host-lexai.session=…', 'Expires=…', 'HttpOnly', 'Path=/', 'SameSite=Lax', 'Secure'].sort())
  const value = session?.split(/[=;]/)[1] ?? ''
  const me = async (name: string) => fetch(`${baseUrl}/api/v1/me`, { headers: { Cookie: `${name}=${value}` } })
  expect(await (await me('__Host-lexai.session')).json()).toMatchObject({ id: person.id })
  // Without the prefix a page on a sibling host could have set the cookie.
  expect((await me('lexai.session')).status).toBe(401)
  const sent = await openRaw(baseUrl, '/library', { Cookie: `lexai.session=${value}` })
  expect(sent.headers.get('location')).toBe(`${origin}/sign-in?returnTo=%2Flibrary`)
})

test('Under http responses have neither HSTS nor upgrade-insecure-requests', async ({ server }) => {
  for (const path of ['/', '/library', '/api/v1/health']) {
    const { headers, policy } = await openRaw(server.baseUrl, path)
    expect(headers.has('strict-transport-security'), path).toBe(false)
    expect(policy.has('upgrade-insecure-requests'), path).toBe(false)
  }
})
