import { revokeApiKey } from '#lib/api-keys/commands.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { noContent } from '#lib/core/http/route/reply.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api-keys/{id}', {
  DELETE: {
    summary: 'Revoke an API key',
    access: 'person',
    replies: { 204: null },
    handler: async ({ principal, params }) => {
      await revokeApiKey(principal, params.id)
      return noContent()
    },
  },
})
