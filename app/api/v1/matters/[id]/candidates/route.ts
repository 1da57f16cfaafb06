import { listSchema } from '#lib/core/http/lists/page.ts'
import { get } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { page } from '#lib/core/http/route/reply.ts'
import { listCandidates } from '#lib/matters/list-candidates.ts'
import { candidateQuery, candidateSchema } from '#lib/matters/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/matters/{id}/candidates', {
  GET: get({
    summary: 'Find active users who are not members of a matter, by part of their name or email address',
    access: 'matters:manage',
    query: candidateQuery,
    replies: { 200: listSchema(candidateSchema) },
    handler: async ({ principal, params, query }) => page(await listCandidates(principal, params.id, query)),
  }),
})
