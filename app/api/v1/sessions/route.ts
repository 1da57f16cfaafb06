import { z } from 'zod'
import { listQuery } from '#lib/core/http/lists/cursor.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { created, noContent, page } from '#lib/core/http/route/reply.ts'
import { revokeOtherSessions } from '#lib/sessions/commands/revoke-session.ts'
import { signIn } from '#lib/sessions/commands/sign-in.ts'
import { listOwnSessions, requireLiveTokens } from '#lib/sessions/queries.ts'
import { sessionSchema, signedInSchema, signInInput } from '#lib/sessions/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/sessions', {
  GET: {
    summary: 'Where you are signed in',
    access: 'signed-in',
    query: listQuery,
    replies: { 200: z.object({ items: z.array(sessionSchema), nextCursor: z.string().nullable() }) },
    handler: async ({ principal, query }) => page(await listOwnSessions(principal, query)),
  },
  POST: {
    summary: 'Sign a program in with email and password',
    access: 'public',
    body: signInInput,
    replies: { 201: signedInSchema, 401: { codes: ['auth.invalid_credentials'] } },
    stillHolds: requireLiveTokens,
    handler: async ({ principal, caller, body }) => {
      const signedIn = await signIn(caller, body, principal)
      return created(`/api/v1/sessions/${signedIn.session.id}`, signedIn)
    },
  },
  DELETE: {
    summary: 'End all your sessions but this one',
    access: 'person',
    replies: { 204: null },
    handler: async ({ principal }) => {
      await revokeOtherSessions(principal)
      return noContent()
    },
  },
})
