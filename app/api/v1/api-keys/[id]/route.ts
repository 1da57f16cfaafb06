import { revokeApiKey } from '#lib/api-keys/commands.ts'
import { del } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { noContent } from '#lib/core/http/route/reply.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api-keys/{id}', {
  DELETE: del({
    summary: 'Revoke an API key',
    access: 'session',
    replies: { 204: null },
    handler: async ({ principal, params }) => {
      await revokeApiKey(principal, params.id)
      return noContent()
    },
  }),
})
