import { listQuery } from '#lib/core/http/lists/cursor.ts'
import { listSchema } from '#lib/core/http/lists/page.ts'
import { del, get, post } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { created, noContent, page } from '#lib/core/http/route/reply.ts'
import { revokeOtherSessions } from '#lib/sessions/commands/revoke-session.ts'
import { signIn } from '#lib/sessions/commands/sign-in.ts'
import { listOwnSessions, requireActiveTokens } from '#lib/sessions/queries.ts'
import { sessionSchema, signedInSchema, signInInput } from '#lib/sessions/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/sessions', {
  GET: get({
    summary: 'List your sessions',
    access: 'signed-in',
    query: listQuery,
    replies: { 200: listSchema(sessionSchema) },
    handler: async ({ principal, query }) => page(await listOwnSessions(principal, query)),
  }),
  POST: post({
    summary: 'Sign in with email and password, and receive tokens',
    access: 'public',
    body: signInInput,
    replies: { 201: signedInSchema, 401: { codes: ['auth.invalid_credentials'] } },
    verifyReplay: requireActiveTokens,
    handler: async ({ principal, caller, body }) => {
      const signedIn = await signIn(caller, body, principal)
      return created(`/api/v1/sessions/${signedIn.session.id}`, signedIn)
    },
  }),
  DELETE: del({
    summary: 'End all your sessions except the current one',
    access: 'session',
    replies: { 204: null },
    handler: async ({ principal }) => {
      await revokeOtherSessions(principal)
      return noContent()
    },
  }),
})
