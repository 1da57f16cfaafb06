import { revokeUserApiKey } from '#lib/api-keys/commands.ts'
import { del } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { noContent } from '#lib/core/http/route/reply.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/users/{id}/api-keys/{keyId}', {
  DELETE: del({
    summary: 'Revoke an API key of a user',
    access: 'sessions:revoke',
    replies: { 204: null },
    handler: async ({ principal, params }) => {
      await revokeUserApiKey(principal, params.id, params.keyId)
      return noContent()
    },
  }),
})
