import { permissions, rolePermissions, roles } from '#lib/core/auth/permissions.ts'
import { newId } from '#lib/core/db/id.ts'
import type { Api } from '#tests/support/api.ts'
import { type ExpectedAccess, expectedAccess, expectedGrants } from '#tests/support/expected-access.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser, openApiSession } from '#tests/support/people.ts'
import { listMethods, listRoutes } from '#tests/support/route-resources.ts'

const calls = Object.entries(expectedAccess).flatMap(([pattern, methods]) =>
  (Object.entries(methods) as [string, ExpectedAccess][]).map(([method, access]) => ({
    method,
    path: pattern.replace(/\{\w+\}/g, newId()),
    name: `${method} ${pattern}`,
    access,
  })),
)

/** Sends an empty body and random ids, so that an allowed request changes nothing and fails with another 4xx status. */
async function send(api: Api, { method, path: address }: { method: string; path: string }) {
  const body = method === 'POST' || method === 'PUT' || method === 'PATCH' ? '[]' : null
  const response = await api.request(method, address, { body, headers: { Accept: '*/*' } })
  if (response.status >= 400) return { status: response.status, code: (await response.json()).code }
  await response.body?.cancel()
  return { status: response.status, code: null }
}

const isRefusal = (code: string | null) => code?.startsWith('auth.') && code !== 'auth.link_invalid'

test('The access table lists exactly the existing routes and methods', async () => {
  const declared = listMethods(await listRoutes()).map(({ method, pattern }) => `${method} ${pattern}`)
  expect(declared.sort()).toEqual(calls.map(({ name }) => name).sort())
  expect(rolePermissions).toEqual(expectedGrants)
})

test('Every route that requires authentication returns 401 without a credential', async ({ api }) => {
  const anonymous = await api(null)
  for (const call of calls) {
    const { status, code } = await send(anonymous, call)
    if (call.access === 'public') expect(isRefusal(code) && code !== 'auth.invalid_token', call.name).toBeFalsy()
    else expect([status, code], call.name).toEqual([401, 'auth.required'])
  }
})

for (const role of roles) {
  test(`Role ${role} is allowed or refused as the access table says on every route and method`, async ({ api }) => {
    test.setTimeout(60_000)
    const withoutPermission: ExpectedAccess[] = ['public', 'signed-in', 'session']
    const granted = new Set<ExpectedAccess>([...withoutPermission, ...expectedGrants[role]])
    const person = await createUser({ role })
    for (const call of calls) {
      // A new session for each request, because some of them end it.
      const { status, code } = await send(await api(await openApiSession(person)), call)
      expect(status, call.name).toBeLessThan(500)
      if (granted.has(call.access)) expect(isRefusal(code), `${call.name} ${code}`).toBeFalsy()
      else expect([status, code], call.name).toEqual([403, 'auth.forbidden'])
    }
  })
}

test('An API key is allowed or refused by its scope on every route and method', async ({ api }) => {
  test.setTimeout(60_000)
  const owner = await api(await createUser({ role: 'admin' }))
  for (const scope of permissions) {
    const { key } = await (await owner.post('/api-keys', { name: scope, scopes: [scope] })).json()
    const script = await api({ accessToken: key })
    const granted = new Set<ExpectedAccess>(['public', 'signed-in', scope])
    for (const call of calls) {
      const { status, code } = await send(script, call)
      const name = `${scope}: ${call.name}`
      if (granted.has(call.access)) expect(code, name).not.toBe('auth.forbidden')
      else expect([status, code], name).toEqual([403, 'auth.forbidden'])
    }
  }
})
