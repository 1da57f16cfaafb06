import { expect, expectProblem, test } from '#tests/support/contract-fixtures.ts'
import { createUser, signIn } from '#tests/support/people.ts'
import { fill, listMethods, listRoutes } from '#tests/support/route-resources.ts'

const methods = listMethods(await listRoutes())

test('The rate limit is shared by all instances, exact, and reported in every response', async ({
  api,
  startInstance,
}) => {
  const limit = 30
  const settings = { LEXAI_RATE_LIMIT_PER_MINUTE: String(limit), LEXAI_WORKERS: '0' }
  const instances = await Promise.all([startInstance(settings), startInstance(settings)])
  const ada = await createUser()
  const apis = await Promise.all(instances.map((instance) => api(ada, instance)))
  const responses: Response[] = []
  for (let n = 0; n < limit; n++) {
    responses.push(...(await Promise.all(apis.map((each) => each.get('/me')))))
  }
  const good = responses.filter(({ status }) => status === 200)
  const refused = responses.filter(({ status }) => status === 429)
  expect(good).toHaveLength(limit)
  expect(refused).toHaveLength(limit)
  for (const { headers } of responses) {
    expect(headers.get('ratelimit-policy')).toBe(`"requests";q=${limit};w=60`)
    expect(headers.get('ratelimit')).toMatch(/^"requests";r=\d+;t=\d+$/)
  }
  for (const { headers } of refused) {
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    expect(headers.get('ratelimit')).toContain(';r=0;')
  }
  const bob = await api(await createUser(), instances[0])
  expect((await bob.get('/me')).status, 'another user is not limited').toBe(200)
})

test('All sessions and API keys of a user and the searches of pages share one rate limit', async ({
  api,
  startInstance,
}) => {
  const limit = 20
  const instance = await startInstance({ LEXAI_RATE_LIMIT_PER_MINUTE: String(limit), LEXAI_WORKERS: '0' })
  const person = await createUser()
  const owner = await api(person)
  const keys = await Promise.all(
    ['one', 'two'].map(async (name) => {
      const made = await owner.post('/api-keys', { name, scopes: ['documents:read'] })
      return ((await made.json()) as { key: string }).key
    }),
  )
  const session = await signIn(person)
  const callers = [
    ...keys.map((key) => () => fetch(`${instance.baseUrl}/api/v1/me`, { headers: { Authorization: `Bearer ${key}` } })),
    () => fetch(`${instance.baseUrl}/api/v1/me`, { headers: { Cookie: session.cookie } }),
  ]
  const search = async () => {
    const response = await fetch(`${instance.baseUrl}/search?q=delaware`, { headers: { Cookie: session.cookie } })
    // The page is streamed: the search has run once the whole page has arrived.
    await response.text()
    return response
  }
  const remaining = async (call: () => Promise<Response>) => {
    const response = await call()
    return { status: response.status, left: Number(/r=(\d+)/.exec(response.headers.get('ratelimit') ?? '')?.[1]) }
  }
  const seen: number[] = []
  for (const call of callers) seen.push((await remaining(call)).left)
  expect(seen).toEqual([limit - 1, limit - 2, limit - 3])
  expect((await search()).status).toBe(200)
  const [first = search] = callers
  expect(await remaining(first), 'the search of the page is counted').toEqual({ status: 200, left: limit - 5 })
  for (let left = limit - 5; left > 0; left--) await search()
  for (const call of callers) expect(await remaining(call)).toEqual({ status: 429, left: 0 })
})

test('Every method counts towards the rate limit and is refused above it, whatever its status would have been', async ({
  resources,
  description,
  startInstance,
}) => {
  const instance = await startInstance({ LEXAI_RATE_LIMIT_PER_MINUTE: '1', LEXAI_WORKERS: '0' })
  const headers = { Cookie: (await signIn(resources.owner)).cookie, Origin: instance.baseUrl }
  expect((await fetch(`${instance.baseUrl}/api/v1/me`, { headers })).headers.get('ratelimit')).toContain(';r=0;')
  for (const { pattern, method } of methods) {
    const refused = await fetch(`${instance.baseUrl}/api/v1${fill(pattern, resources)}`, { method, headers })
    expect(description(method, pattern, refused)).toEqual([])
    expect(refused.headers.get('ratelimit-policy'), `${method} ${pattern}`).toBe('"requests";q=1;w=60')
    expect(refused.headers.get('ratelimit')).toContain(';r=0;')
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    await expectProblem(refused, 429, 'request.rate_limited')
  }
})
