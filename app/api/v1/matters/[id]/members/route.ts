import { listQuery } from '#lib/core/http/lists/cursor.ts'
import { listSchema } from '#lib/core/http/lists/page.ts'
import { get } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { page } from '#lib/core/http/route/reply.ts'
import { listMembers } from '#lib/matters/queries.ts'
import { memberSchema } from '#lib/matters/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/matters/{id}/members', {
  GET: get({
    summary: 'List the members of a matter',
    access: 'documents:read',
    query: listQuery,
    replies: { 200: listSchema(memberSchema) },
    handler: async ({ principal, params, query }) => page(await listMembers(principal, params.id, query)),
  }),
})
