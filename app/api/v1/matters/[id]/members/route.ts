import { z } from 'zod'
import { listQuery } from '#lib/core/http/lists/cursor.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { page } from '#lib/core/http/route/reply.ts'
import { listMembers } from '#lib/matters/queries.ts'
import { memberSchema } from '#lib/matters/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/matters/{id}/members', {
  GET: {
    summary: 'Who is in a matter',
    access: 'documents:read',
    query: listQuery,
    replies: { 200: z.object({ items: z.array(memberSchema), nextCursor: z.string().nullable() }) },
    handler: async ({ principal, params, query }) => page(await listMembers(principal, params.id, query)),
  },
})
