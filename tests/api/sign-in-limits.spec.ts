import { hash } from 'node:crypto'
import { sharedLimiter } from '#lib/core/http/limits/rate-limits.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser, signIn } from '#tests/support/people.ts'
import { submitSignIn } from '#tests/support/sign-in-form.ts'

const password = 'quiet lamp over rivers'

test('ten failures for an address, known or not, then 429; the owner still comes in from where they always do', async ({
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

test('parallel guesses cannot slip past the limit together', async ({ server, startInstance }) => {
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

test('known and unknown addresses have the same RateLimit fields, also after the person has signed in from there', async ({
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
  // From here on this network is familiar for the known one.
  expect((await submitSignIn(instance.baseUrl, { email: known.email, password }, from)).status).toBe(200)
  expect(await fails(known.email)).toEqual(await fails(unknown))
})

test('where all share one address and it has failed a hundred times, who has not failed signs in, and nobody guesses on', async ({
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
  // A hundred failures of strangers, without the time that comparing takes.
  const { points, seconds } = { points: 100, seconds: 900 }
  await sharedLimiter('sign-in-client', points, seconds).penalty(hash('sha256', ` ${address}/32`, 'base64url'), points)
  expect((await attempt(failing.email, password)).status).toBe(429)
  expect((await attempt('nobody-at-all@example.com', 'wrong')).status).toBe(429)
  expect((await attempt(innocent.email, password)).status).toBe(200)
  expect((await attempt(innocent.email, 'wrong')).status).toBe(429)
  expect((await attempt(innocent.email, password)).status, 'has failed now').toBe(429)
})

test('a peer that is not trusted and sends X-Forwarded-For is warned of, in the log and to administrators', async ({
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
