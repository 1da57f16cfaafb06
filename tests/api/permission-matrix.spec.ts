import { globSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Permission, permissions, rolePermissions, roles } from '#lib/core/auth/permissions.ts'
import { newId } from '#lib/core/db/id.ts'
import type { RouteHandler } from '#lib/core/http/define-route.ts'
import type { Api } from '#tests/support/api.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser, openApiSession } from '#tests/support/people.ts'

// Every route that app/api/v1 has, with what it asks for: a new one is covered without a new line here.
const files = globSync('app/api/v1/**/route.ts').filter((file) => !file.includes('[[...path]]'))
const modules = await Promise.all(
  files.map(async (file) => (await import(pathToFileURL(path.resolve(file)).href)) as { GET: RouteHandler }),
)
const calls = modules.flatMap(({ GET: { route } }) =>
  Object.entries(route.methods).map(([method, spec]) => ({
    method,
    path: route.pattern.replace(/\{\w+\}/g, newId()),
    name: `${method} ${route.pattern}`,
    access: spec.access,
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
    const granted = new Set<string>(rolePermissions[role])
    const person = await createUser({ role })
    for (const call of calls) {
      // A session for each call: some of them end it.
      const { status, code } = await ask(await api(await openApiSession(person)), call)
      const isFree = call.access === 'public' || call.access === 'signed-in'
      expect(status, call.name).toBeLessThan(500)
      if (isFree || granted.has(call.access)) expect(isRefusal(code), `${call.name} ${code}`).toBeFalsy()
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
    for (const call of calls) {
      if (call.access === 'public' || call.access === 'signed-in') continue
      const { status, code } = await ask(script, call)
      if ((call.access as Permission) === scope) expect(code, call.name).not.toBe('auth.forbidden')
      else expect([status, code], `${scope}: ${call.name}`).toEqual([403, 'auth.forbidden'])
    }
  }
})
