import { readdirSync } from 'node:fs'
import path from 'node:path'
import { permissions } from '#lib/core/auth/permissions.ts'
import { newId } from '#lib/core/db/id.ts'
import type { RouteMethod } from '#lib/core/http/methods.ts'
import type { RouteHandler } from '#lib/core/http/route/define-route.ts'
import type { MethodSpec } from '#lib/core/http/route/method-spec.ts'
import { type Api, openApi } from './api.ts'
import { uploadPdf } from './documents.ts'
import { createUser, openApiSession, type Person } from './people.ts'

export type Route = { pattern: string; methods: Partial<Record<RouteMethod, MethodSpec>> }

/** Every route under app/api/v1 that has methods, from the modules themselves: a new one is among them by being there. */
export async function listRoutes(): Promise<Route[]> {
  const folder = path.resolve('app/api/v1')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => path.basename(file) === 'route.ts',
  )
  const modules = await Promise.all(
    files.map((file) => import(path.join(folder, file)) as Promise<{ GET: RouteHandler }>),
  )
  return modules.map(({ GET }) => GET.route).filter(({ methods }) => Object.keys(methods).length > 0)
}

/** Something of every kind, and the admin whose it is, who may do everything. */
export type World = {
  owner: Person
  /** Somebody whom they have put into their matter. */
  member: Person
  api: Api
  /** The same person with a session, who may do what no key may. */
  signedIn: Api
  /** A key of theirs that may do all that they may, and one that may only ask. */
  key: string
  weakKey: string
  /** Somebody with every permission of a role, and nothing in this world. */
  stranger: Api
  ids: Record<string, string>
}

export async function makeWorld(baseUrl: string): Promise<World> {
  const owner = await createUser({ role: 'admin' })
  const member = await createUser({ role: 'editor' })
  const signedIn = await openApi(baseUrl, owner)
  const makeKey = async (scopes: readonly string[]) =>
    (await (await signedIn.post('/api-keys', { name: 'key', scopes })).json()) as { id: string; key: string }
  // A key, because an access token may run out before the last test.
  const { id: keyId, key } = await makeKey(permissions)
  const api = await openApi(baseUrl, { accessToken: key })
  const { id: sessionId } = await openApiSession(owner)
  const document = await uploadPdf(api, { pages: [{ lines: ['Term and termination'] }] })
  const matter = (await (await api.post('/matters', { name: 'Wall' })).json()) as { id: string }
  await api.put(`/matters/${matter.id}/members/${member.id}`, { role: 'viewer' })
  const weak = await makeKey(['questions:ask'])
  return {
    owner,
    member,
    api,
    signedIn,
    key,
    weakKey: weak.key,
    stranger: await openApi(baseUrl, await createUser({ role: 'editor' })),
    ids: {
      '/documents/{id}': document.id,
      '/matters/{id}': matter.id,
      '/users/{id}': member.id,
      '/sessions/{id}': sessionId,
      '/api-keys/{id}': keyId,
      '/matters/{id}/members/{userId}': member.id,
      '/documents/{id}/pages/{n}': '1',
    },
  }
}

/** The pattern with the world's ids put in; what the world has not gets the id of nothing. */
export function fill(pattern: string, world: World): string {
  let upToHere = ''
  return pattern
    .split('/')
    .slice(1)
    .map((part) => {
      upToHere += `/${part}`
      return `/${part.startsWith('{') ? (world.ids[upToHere] ?? newId()) : part}`
    })
    .join('')
}

/** The query without which a route cannot answer. */
export const neededQuery: Record<string, string> = { '/search': '?q=termination', '/matters/{id}/candidates': '?q=ada' }

/** Every method of every route, for tests that loop. */
export function listMethods(routes: readonly Route[]): { pattern: string; method: RouteMethod; spec: MethodSpec }[] {
  return routes.flatMap(({ pattern, methods }) =>
    (Object.entries(methods) as [RouteMethod, MethodSpec][]).map(([method, spec]) => ({ pattern, method, spec })),
  )
}
