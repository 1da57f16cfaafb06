import { readdirSync } from 'node:fs'
import path from 'node:path'
import { type Permission, permissions } from '#lib/core/auth/permissions.ts'
import { newId } from '#lib/core/db/id.ts'
import type { RouteMethod } from '#lib/core/http/methods.ts'
import type { RouteHandler } from '#lib/core/http/route/define-route.ts'
import type { MethodSpec } from '#lib/core/http/route/method-spec.ts'
import { type Api, createApiClient } from './api.ts'
import { uploadPdf } from './documents.ts'
import { createUser, openApiSession, type Person } from './people.ts'

export type Route = { pattern: string; methods: Partial<Record<RouteMethod, MethodSpec>> }

/** Every route under app/api/v1 that has methods, read from the route modules, so that a new route is included by itself. */
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

/** One resource of every kind, and the users and credentials to reach it. */
export type RouteResources = {
  /** An administrator who owns the resources. */
  owner: Person
  /** A member of the owner's matter. */
  member: Person
  api: Api
  /** The owner with a session, for routes that accept no API key. */
  signedIn: Api
  /** An API key of the owner with every permission, and for each permission a key with all but that one. */
  key: string
  keysWithout: Record<Permission, string>
  /** An editor without access to any of the resources. */
  stranger: Api
  ids: Record<string, string>
}

export async function createRouteResources(baseUrl: string): Promise<RouteResources> {
  const owner = await createUser({ role: 'admin' })
  const member = await createUser({ role: 'editor' })
  const signedIn = await createApiClient(baseUrl, owner)
  const makeKey = async (scopes: readonly string[]) =>
    (await (await signedIn.post('/api-keys', { name: 'key', scopes })).json()) as { id: string; key: string }
  // An API key, because an access token may expire before the last test.
  const { id: keyId, key } = await makeKey(permissions)
  const api = await createApiClient(baseUrl, { accessToken: key })
  const { id: sessionId } = await openApiSession(owner)
  const document = await uploadPdf(api, { pages: [{ lines: ['Term and termination'] }] })
  const matter = (await (await api.post('/matters', { name: 'Matter' })).json()) as { id: string }
  await api.put(`/matters/${matter.id}/members/${member.id}`, { role: 'viewer' })
  const keysWithout = {} as Record<Permission, string>
  for (const permission of permissions) {
    keysWithout[permission] = (await makeKey(permissions.filter((other) => other !== permission))).key
  }
  return {
    owner,
    member,
    api,
    signedIn,
    key,
    keysWithout,
    stranger: await createApiClient(baseUrl, await createUser({ role: 'editor' })),
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

/** Replaces the parameters of a pattern with the ids of the resources, and with random ids where there is none. */
export function fill(pattern: string, resources: RouteResources): string {
  let prefix = ''
  return pattern
    .split('/')
    .slice(1)
    .map((part) => {
      prefix += `/${part}`
      return `/${part.startsWith('{') ? (resources.ids[prefix] ?? newId()) : part}`
    })
    .join('')
}

/** The query string that a route requires. */
export const requiredQuery: Record<string, string> = {
  '/search': '?q=termination',
  '/matters/{id}/candidates': '?q=ada',
}

/** Every method of every route. */
export function listMethods(routes: readonly Route[]): { pattern: string; method: RouteMethod; spec: MethodSpec }[] {
  return routes.flatMap(({ pattern, methods }) =>
    (Object.entries(methods) as [RouteMethod, MethodSpec][]).map(([method, spec]) => ({ pattern, method, spec })),
  )
}
