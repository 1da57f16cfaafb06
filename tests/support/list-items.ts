import { newId } from '#lib/core/db/id.ts'
import { createMatter, uploadPdf } from './documents.ts'
import { makePdf } from './made-pdf.ts'
import { createApiKeyOf, createUser, linkGoogle, openApiSession } from './people.ts'
import { fill, type RouteResources } from './route-resources.ts'

/** Adds one item to each list. */
const makers: Record<string, (resources: RouteResources) => Promise<unknown>> = {
  '/documents': ({ api }) => uploadPdf(api, { wait: false }),
  '/documents/{id}/versions': async (resources) => {
    const path = `${fill('/documents/{id}', resources)}/content`
    const pdf = new Uint8Array(await makePdf([{ lines: ['Term and termination', newId()] }]))
    return resources.api.put(path, pdf, { 'If-Match': '*' })
  },
  '/search': ({ api }) => uploadPdf(api, { pages: [{ lines: ['Term and termination', newId()] }] }),
  '/matters': ({ api }) => createMatter(api),
  '/matters/{id}/members': async (resources) => {
    const path = `${fill('/matters/{id}', resources)}/members/${(await createUser()).id}`
    return resources.api.put(path, { role: 'viewer' })
  },
  '/users': () => createUser(),
  '/users/{id}/api-keys': ({ member }) => createApiKeyOf(member),
  '/me/identities': ({ owner }) => linkGoogle(owner),
  '/users/{id}/sessions': ({ member }) => openApiSession(member),
  '/sessions': ({ owner }) => openApiSession(owner),
  '/api-keys': ({ signedIn }) => signedIn.post('/api-keys', { name: newId(), scopes: ['documents:read'] }),
  '/audit-events': ({ api }) => createMatter(api),
}

/** Adds one item to a list. Throws for a list that is not in the table. */
export async function addListItem(pattern: string, resources: RouteResources): Promise<void> {
  const make = makers[pattern]
  if (!make) throw new Error(`list-items.ts has no entry for GET ${pattern}`)
  await make(resources)
}
