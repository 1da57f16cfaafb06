import { del } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { noContent } from '#lib/core/http/route/reply.ts'
import { revokeUserSession } from '#lib/sessions/commands/revoke-session.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/users/{id}/sessions/{sid}', {
  DELETE: del({
    summary: 'End a session of a user',
    access: 'sessions:revoke',
    replies: { 204: null },
    handler: async ({ principal, params }) => {
      await revokeUserSession(principal, params.id, params.sid)
      return noContent()
    },
  }),
})
