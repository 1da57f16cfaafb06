import { listQuery } from '#lib/core/http/lists/cursor.ts'
import { listSchema } from '#lib/core/http/lists/page.ts'
import { get } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { page } from '#lib/core/http/route/reply.ts'
import { listIdentities } from '#lib/users/queries.ts'
import { identitySchema } from '#lib/users/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/me/identities', {
  GET: get({
    summary: 'List your linked Google accounts',
    access: 'signed-in',
    query: listQuery,
    replies: { 200: listSchema(identitySchema) },
    handler: async ({ principal, query }) => page(await listIdentities(principal, query)),
  }),
})
