import { requireUser } from '#lib/core/auth/principal.ts'
import { listQuery } from '#lib/core/http/lists/cursor.ts'
import { listSchema } from '#lib/core/http/lists/page.ts'
import { del, get } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { noContent, page } from '#lib/core/http/route/reply.ts'
import { listUserSessions } from '#lib/sessions/queries.ts'
import { sessionSchema } from '#lib/sessions/schema.ts'
import { revokeAccess } from '#lib/users/commands/revoke-access.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/users/{id}/sessions', {
  GET: get({
    summary: 'List the sessions of a user',
    access: 'sessions:revoke',
    query: listQuery,
    replies: { 200: listSchema(sessionSchema) },
    handler: async ({ principal, params, query }) =>
      page(await listUserSessions(requireUser(principal), params.id, query)),
  }),
  DELETE: del({
    summary: 'End all sessions of a user and revoke their API keys',
    access: 'sessions:revoke',
    replies: { 204: null },
    handler: async ({ principal, params }) => {
      await revokeAccess(principal, params.id)
      return noContent()
    },
  }),
})
