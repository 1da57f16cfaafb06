import { listUserApiKeys } from '#lib/api-keys/queries.ts'
import { apiKeySchema } from '#lib/api-keys/schema.ts'
import { listQuery } from '#lib/core/http/lists/cursor.ts'
import { listSchema } from '#lib/core/http/lists/page.ts'
import { get } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { page } from '#lib/core/http/route/reply.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/users/{id}/api-keys', {
  GET: get({
    summary: 'List the API keys of a user',
    access: 'sessions:revoke',
    query: listQuery,
    replies: { 200: listSchema(apiKeySchema) },
    handler: async ({ params, query }) => page(await listUserApiKeys(params.id, query)),
  }),
})
