import { permissions, rolePermissions, roles } from '#lib/core/auth/permissions.ts'
import { newId } from '#lib/core/db/id.ts'
import type { Api } from '#tests/support/api.ts'
import { type ExpectedAccess, expectedAccess, expectedGrants } from '#tests/support/expected-access.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser, openApiSession } from '#tests/support/people.ts'
import { listMethods, listRoutes } from '#tests/support/route-targets.ts'

const calls = Object.entries(expectedAccess).flatMap(([pattern, methods]) =>
  (Object.entries(methods) as [string, ExpectedAccess][]).map(([method, access]) => ({
    method,
    path: pattern.replace(/\{\w+\}/g, newId()),
    name: `${method} ${pattern}`,
    access,
  })),
)

/** Everything is asked with an empty body and ids of nothing, so that what is allowed does no harm: it is 4xx for another reason. */
async function ask(api: Api, { method, path: address }: { method: string; path: string }) {
  const body = method === 'POST' || method === 'PUT' || method === 'PATCH' ? '[]' : null
  const response = await api.request(method, address, { body, headers: { Accept: '*/*' } })
  if (response.status >= 400) return { status: response.status, code: (await response.json()).code }
  await response.body?.cancel()
  return { status: response.status, code: null }
}

const isRefusal = (code: string | null) => code?.startsWith('auth.') && code !== 'auth.link_invalid'

test('the table has every route and method that there is, and no other', async () => {
  const declared = listMethods(await listRoutes()).map(({ method, pattern }) => `${method} ${pattern}`)
  expect(declared.sort()).toEqual(calls.map(({ name }) => name).sort())
  expect(rolePermissions).toEqual(expectedGrants)
})

test('nobody gets past a route that asks who they are', async ({ api }) => {
  const nobody = await api(null)
  for (const call of calls) {
    const { status, code } = await ask(nobody, call)
    if (call.access === 'public') expect(isRefusal(code) && code !== 'auth.invalid_token', call.name).toBeFalsy()
    else expect([status, code], call.name).toEqual([401, 'auth.required'])
  }
})

for (const role of roles) {
  test(`${role}: what the table says, on every route and method`, async ({ api }) => {
    test.setTimeout(60_000)
    const free: ExpectedAccess[] = ['public', 'signed-in', 'session']
    const granted = new Set<ExpectedAccess>([...free, ...expectedGrants[role]])
    const person = await createUser({ role })
    for (const call of calls) {
      // A session for each call: some of them end it.
      const { status, code } = await ask(await api(await openApiSession(person)), call)
      expect(status, call.name).toBeLessThan(500)
      if (granted.has(call.access)) expect(isRefusal(code), `${call.name} ${code}`).toBeFalsy()
      else expect([status, code], call.name).toEqual([403, 'auth.forbidden'])
    }
  })
}

test('an API key: its scopes, on every route and method', async ({ api }) => {
  test.setTimeout(60_000)
  const owner = await api(await createUser({ role: 'admin' }))
  for (const scope of permissions) {
    const { key } = await (await owner.post('/api-keys', { name: scope, scopes: [scope] })).json()
    const script = await api({ accessToken: key })
    const granted = new Set<ExpectedAccess>(['public', 'signed-in', scope])
    for (const call of calls) {
      const { status, code } = await ask(script, call)
      const name = `${scope}: ${call.name}`
      if (granted.has(call.access)) expect(code, name).not.toBe('auth.forbidden')
      else expect([status, code], name).toEqual([403, 'auth.forbidden'])
    }
  }
})
