import { createApiKey } from '#lib/api-keys/commands.ts'
import { listApiKeys } from '#lib/api-keys/queries.ts'
import { apiKeySchema, createApiKeyInput, createdApiKeySchema } from '#lib/api-keys/schema.ts'
import { listQuery } from '#lib/core/http/lists/cursor.ts'
import { listSchema } from '#lib/core/http/lists/page.ts'
import { get, post } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { created, page } from '#lib/core/http/route/reply.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api-keys', {
  GET: get({
    summary: 'List your API keys',
    access: 'signed-in',
    query: listQuery,
    replies: { 200: listSchema(apiKeySchema) },
    handler: async ({ principal, query }) => page(await listApiKeys(principal, query)),
  }),
  POST: post({
    summary: 'Create an API key; the key is returned only here',
    access: 'session',
    body: createApiKeyInput,
    replies: { 201: createdApiKeySchema },
    handler: async ({ principal, body }) => {
      const apiKey = await createApiKey(principal, body)
      return created(`/api/v1/api-keys/${apiKey.id}`, apiKey)
    },
  }),
})
