import { z } from 'zod'
import { listQuery } from '#lib/core/http/lists/cursor.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { noContent, page } from '#lib/core/http/route/reply.ts'
import { listUserSessions } from '#lib/sessions/queries.ts'
import { sessionSchema } from '#lib/sessions/schema.ts'
import { endAccess } from '#lib/users/commands/end-access.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/users/{id}/sessions', {
  GET: {
    summary: 'Where somebody is signed in',
    access: 'sessions:revoke',
    query: listQuery,
    replies: { 200: z.object({ items: z.array(sessionSchema), nextCursor: z.string().nullable() }) },
    handler: async ({ principal, params, query }) => page(await listUserSessions(principal, params.id, query)),
  },
  DELETE: {
    summary: 'End every session of somebody, and revoke their API keys',
    access: 'sessions:revoke',
    replies: { 204: null },
    handler: async ({ principal, params }) => {
      await endAccess(principal, params.id)
      return noContent()
    },
  },
})
