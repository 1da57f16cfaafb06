import { expect, expectProblem, test } from '#tests/support/contract-fixtures.ts'
import { createUser, signIn } from '#tests/support/people.ts'
import { fill, listMethods, listRoutes } from '#tests/support/route-targets.ts'

const methods = listMethods(await listRoutes())

test('the limit is one for all instances, exact, and told on every answer', async ({ api, startInstance }) => {
  const limit = 30
  const settings = { LEXAI_RATE_LIMIT_PER_MINUTE: String(limit), LEXAI_WORKERS: '0' }
  const instances = await Promise.all([startInstance(settings), startInstance(settings)])
  const ada = await createUser()
  const apis = await Promise.all(instances.map((instance) => api(ada, instance)))
  const answers: Response[] = []
  for (let n = 0; n < limit; n++) {
    answers.push(...(await Promise.all(apis.map((each) => each.get('/me')))))
  }
  const good = answers.filter(({ status }) => status === 200)
  const refused = answers.filter(({ status }) => status === 429)
  expect(good).toHaveLength(limit)
  expect(refused).toHaveLength(limit)
  for (const { headers } of answers) {
    expect(headers.get('ratelimit-policy')).toBe(`"requests";q=${limit};w=60`)
    expect(headers.get('ratelimit')).toMatch(/^"requests";r=\d+;t=\d+$/)
  }
  for (const { headers } of refused) {
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    expect(headers.get('ratelimit')).toContain(';r=0;')
  }
  const bob = await api(await createUser(), instances[0])
  expect((await bob.get('/me')).status, 'somebody else is not held up').toBe(200)
})

test('every method counts, and is refused past the limit, whatever it would have answered', async ({
  world,
  description,
  startInstance,
}) => {
  const instance = await startInstance({ LEXAI_RATE_LIMIT_PER_MINUTE: '1', LEXAI_WORKERS: '0' })
  const headers = { Cookie: (await signIn(world.owner)).cookie, Origin: instance.baseUrl }
  expect((await fetch(`${instance.baseUrl}/api/v1/me`, { headers })).headers.get('ratelimit')).toContain(';r=0;')
  for (const { pattern, method } of methods) {
    const refused = await fetch(`${instance.baseUrl}/api/v1${fill(pattern, world)}`, { method, headers })
    expect(description(method, pattern, refused)).toEqual([])
    expect(refused.headers.get('ratelimit-policy'), `${method} ${pattern}`).toBe('"requests";q=1;w=60')
    expect(refused.headers.get('ratelimit')).toContain(';r=0;')
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    await expectProblem(refused, 429, 'request.rate_limited')
  }
})
