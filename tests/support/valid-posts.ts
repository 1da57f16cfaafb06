import { db } from '#lib/core/db/client.ts'
import { newId } from '#lib/core/db/id.ts'
import type { Api } from './api.ts'
import { uploadPdf } from './documents.ts'
import { makePdf } from './made-pdf.ts'
import { createUser } from './people.ts'
import type { RouteResources } from './route-resources.ts'

type Body = Exclude<NonNullable<Parameters<Api['request']>[2]>['body'], undefined>
type Post = { path: string; body: Body; other: Body; headers: Record<string, string> }

const password = 'a long and quiet password'
const form = { 'Content-Type': 'application/x-www-form-urlencoded' }

/** A valid request for each POST route, and another body that differs from it; without `other`, a query parameter makes the difference. */
const makers: Record<string, (resources: RouteResources) => Promise<Partial<Post>>> = {
  '/sessions': async () => {
    const { email } = await createUser({ password })
    return { body: { email, password }, other: { email, password: 'another' } }
  },
  '/tokens': async ({ stranger }) => {
    const { email } = await createUser({ password })
    const { refreshToken } = await (await stranger.post('/sessions', { email, password })).json()
    return { body: { refreshToken } }
  },
  '/registrations': async () => ({ body: { email: `${newId()}@example.com`, password, name: 'Ada' } }),
  '/email-verifications': async () => ({ body: { token: 'of no mail' } }),
  '/password-resets': async () => ({ body: { email: `${newId()}@example.com` } }),
  '/tokens/introspection': async () => ({ body: 'token=unknown', other: 'token=other', headers: form }),
  '/users': async () => ({ body: { email: `${newId()}@example.com`, name: 'Ada', role: 'viewer' } }),
  '/users/{id}/invitations': async ({ signedIn }) => {
    const invited = { email: `${newId()}@example.com`, name: 'Ada', role: 'viewer' }
    const { id } = await (await signedIn.post('/users', invited)).json()
    return { path: `/users/${id}/invitations` }
  },
  '/me/reauthentication': async () => ({ body: { password }, other: { password: 'another' } }),
  '/api-keys': async () => ({ body: { name: 'Nightly', scopes: ['documents:read'] } }),
  '/matters': async () => ({ body: { name: 'Once' }, other: { name: 'Twice' } }),
  '/documents': async () => ({ body: await upload('one'), other: await upload('two') }),
  '/ingest-queue/{versionId}/retry': async ({ api }) => {
    const { id } = await uploadPdf(api)
    const { id: versionId } = await db.documentVersion.findFirstOrThrow({ where: { documentId: id } })
    return { path: `/ingest-queue/${versionId}/retry` }
  },
  '/documents/samples': async () => ({ body: {} }),
  '/documents/{id}/reading': async ({ api }) => ({ path: `/documents/${(await uploadPdf(api)).id}/reading` }),
  '/documents/{id}/restore': async ({ api }) => {
    const { id } = await uploadPdf(api, { wait: false })
    await api.delete(`/documents/${id}`)
    return { path: `/documents/${id}/restore` }
  },
}

export const changesOnce = {
  /** Refused without open sign-up, and that refusal is not stored for replay. */
  needsOpenSignUp: new Set(['/registrations', '/email-verifications']),
  /** The requests above are refused by these routes, and the refusal is stored for replay. */
  refused: new Set(['/email-verifications', '/me/reauthentication']),
}

/** A valid POST request for this route. Throws for a route that is not in the table. */
export async function createValidPost(pattern: string, resources: RouteResources): Promise<Post> {
  const made = await makers[pattern]?.(resources)
  if (!made) throw new Error(`valid-posts.ts has no entry for POST ${pattern}`)
  const { path = pattern, body = null, other = body, headers = {} } = made
  return { path, body, other, headers }
}

async function upload(title: string): Promise<FormData> {
  const body = new FormData()
  body.append('title', title)
  body.append(
    'file',
    new Blob([new Uint8Array(await makePdf([{ lines: ['Once'] }]))], { type: 'application/pdf' }),
    'a.pdf',
  )
  return body
}
