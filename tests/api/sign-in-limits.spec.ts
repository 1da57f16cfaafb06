import { hash } from 'node:crypto'
import { sharedLimiter } from '#lib/core/http/limits/rate-limits.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser, signIn } from '#tests/support/people.ts'
import { submitSignIn } from '#tests/support/sign-in-form.ts'

const password = 'quiet lamp over rivers'

test('Ten failed sign-ins for an address, known or unknown, lead to 429, and the owner can still sign in from a known network', async ({
  server,
  startInstance,
}) => {
  test.setTimeout(60_000)
  const instance = await startInstance({ AUTH_URL: server.baseUrl, LEXAI_TRUST_PROXY: '127.0.0.1,::1' })
  const known = await createUser({ password })
  const from = (ip: string) => ({ 'X-Forwarded-For': ip })
  const home = from('198.51.100.7')
  expect((await submitSignIn(instance.baseUrl, { email: known.email, password }, home)).status).toBe(200)

  const refusals: string[] = []
  for (const email of [known.email, 'nobody-here@example.com']) {
    const statuses: number[] = []
    for (let attempt = 0; attempt < 11; attempt++) {
      const response = await submitSignIn(instance.baseUrl, { email, password: 'wrong' }, from('203.0.113.9'))
      statuses.push(response.status)
      if (response.status !== 429) continue
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(800)
      expect(response.headers.get('ratelimit-policy')).toContain('"sign-in-address";q=10;w=900')
      const { requestId: _, ...problem } = await response.json()
      refusals.push(JSON.stringify(problem))
    }
    expect(statuses).toEqual([...Array(10).fill(401), 429])
  }
  expect(new Set(refusals).size).toBe(1)
  const right = { email: known.email, password }
  expect((await submitSignIn(instance.baseUrl, right, from('203.0.113.10'))).status).toBe(429)
  expect((await submitSignIn(instance.baseUrl, right, home)).status).toBe(200)
})

test('Concurrent guesses cannot exceed the limit', async ({ server, startInstance }) => {
  test.setTimeout(60_000)
  const instance = await startInstance({ AUTH_URL: server.baseUrl, LEXAI_TRUST_PROXY: '127.0.0.1,::1' })
  const known = await createUser({ password })
  const guesses = Array.from({ length: 20 }, (_, at) =>
    submitSignIn(
      instance.baseUrl,
      { email: known.email, password: `guess ${at}` },
      { 'X-Forwarded-For': '203.0.113.77' },
    ),
  )
  const statuses = (await Promise.all(guesses)).map(({ status }) => status)
  expect(statuses.filter((status) => status === 401)).toHaveLength(10)
  expect(statuses.filter((status) => status === 429)).toHaveLength(10)
})

test('Known and unknown addresses get the same RateLimit fields, also after a successful sign-in from the same client', async ({
  server,
  startInstance,
}) => {
  const instance = await startInstance({
    AUTH_URL: server.baseUrl,
    LEXAI_TRUST_PROXY: '127.0.0.1,::1',
    LEXAI_WORKERS: '0',
  })
  const known = await createUser({ password })
  const unknown = `nobody-${Date.now()}@example.com`
  const from = { 'X-Forwarded-For': '203.0.113.140' }
  const remaining = async (email: string, typed: string) => {
    const response = await submitSignIn(instance.baseUrl, { email, password: typed }, from)
    return /"sign-in-address";r=(\d+)/.exec(response.headers.get('ratelimit') ?? '')?.[1]
  }
  const fails = async (email: string) => [await remaining(email, 'wrong'), await remaining(email, 'wrong again')]
  expect(await fails(known.email)).toEqual(await fails(unknown))
  // From here on this client network is known for the account.
  expect((await submitSignIn(instance.baseUrl, { email: known.email, password }, from)).status).toBe(200)
  expect(await fails(known.email)).toEqual(await fails(unknown))
})

test('After a hundred failures from a shared client address an account without failures can sign in, and guessing is refused', async ({
  server,
  startInstance,
}) => {
  const settings = { AUTH_URL: server.baseUrl, LEXAI_TRUST_PROXY: '127.0.0.1,::1', LEXAI_WORKERS: '0' }
  const instance = await startInstance(settings)
  const [innocent, failing] = [await createUser({ password }), await createUser({ password })]
  const address = '203.0.113.150'
  const attempt = (email: string, typed: string) =>
    submitSignIn(instance.baseUrl, { email, password: typed }, { 'X-Forwarded-For': address })
  expect((await attempt(failing.email, 'wrong')).status).toBe(401)
  // Records a hundred failures directly, without the time to compare passwords.
  const { points, seconds } = { points: 100, seconds: 900 }
  await sharedLimiter('sign-in-client', points, seconds).penalty(hash('sha256', ` ${address}/32`, 'base64url'), points)
  expect((await attempt(failing.email, password)).status).toBe(429)
  expect((await attempt('nobody-at-all@example.com', 'wrong')).status).toBe(429)
  expect((await attempt(innocent.email, password)).status).toBe(200)
  expect((await attempt(innocent.email, 'wrong')).status).toBe(429)
  expect((await attempt(innocent.email, password)).status, 'the account has a failure now').toBe(429)
})

test('X-Forwarded-For from an untrusted peer causes a warning in the log and to administrators', async ({
  server,
  startInstance,
}) => {
  const instance = await startInstance({ AUTH_URL: server.baseUrl, LEXAI_WORKERS: '0' })
  const { cookie } = await signIn(await createUser({ role: 'admin' }))
  const adminPage = async (more = {}) =>
    (await fetch(`${instance.baseUrl}/admin/people`, { headers: { Cookie: cookie, ...more } })).text()
  expect(await adminPage()).not.toContain('LEXAI_TRUST_PROXY')
  expect(await adminPage({ 'X-Forwarded-For': '198.51.100.1' })).toContain('LEXAI_TRUST_PROXY')
  await expect.poll(() => instance.output()).toMatch(/"level":"warn".*"peer":"[^"]+".*LEXAI_TRUST_PROXY/)
  await adminPage({ 'X-Forwarded-For': '198.51.100.2' })
  expect(instance.output().match(/LEXAI_TRUST_PROXY does not list/g)).toHaveLength(1)
})
