import { newId } from '#lib/core/db/id.ts'
import { createMatter, uploadPdf } from './documents.ts'
import { createApiKeyOf, createUser, linkGoogle, openApiSession } from './people.ts'
import type { RouteResources } from './route-resources.ts'

/** Creates a resource for each path with a DELETE method. Gives its path. */
const makers: Record<string, (resources: RouteResources) => Promise<string>> = {
  '/documents/{id}': async ({ api }) => `/documents/${(await uploadPdf(api)).id}`,
  '/trash/{id}': async ({ api }) => {
    const { id } = await uploadPdf(api)
    await api.delete(`/documents/${id}`)
    return `/trash/${id}`
  },
  '/matters/{id}': async ({ api }) => `/matters/${(await createMatter(api)).id}`,
  '/matters/{id}/members/{userId}': async ({ api }) => {
    const path = `/matters/${(await createMatter(api)).id}/members/${(await createUser()).id}`
    await api.put(path, { role: 'viewer' })
    return path
  },
  '/sessions/{id}': async ({ owner }) => `/sessions/${(await openApiSession(owner)).id}`,
  '/users/{id}/sessions': async () => {
    const person = await createUser()
    await openApiSession(person)
    return `/users/${person.id}/sessions`
  },
  '/users/{id}/sessions/{sid}': async () => {
    const person = await createUser()
    return `/users/${person.id}/sessions/${(await openApiSession(person)).id}`
  },
  '/users/{id}/api-keys/{keyId}': async () => {
    const person = await createUser()
    return `/users/${person.id}/api-keys/${await createApiKeyOf(person)}`
  },
  '/me/identities/{id}': async ({ owner }) => `/me/identities/${await linkGoogle(owner)}`,
  '/api-keys/{id}': async ({ signedIn }) => {
    const made = await signedIn.post('/api-keys', { name: newId(), scopes: ['documents:read'] })
    return `/api-keys/${((await made.json()) as { id: string }).id}`
  },
}

/** Creates a resource that the test may delete. Gives its path, or null where DELETE needs no resource. */
export async function createDeletable(pattern: string, resources: RouteResources): Promise<string | null> {
  return (await makers[pattern]?.(resources)) ?? null
}
