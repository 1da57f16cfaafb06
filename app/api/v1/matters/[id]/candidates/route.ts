import { listSchema } from '#lib/core/http/lists/page.ts'
import { get } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { page } from '#lib/core/http/route/reply.ts'
import { listCandidates } from '#lib/matters/list-candidates.ts'
import { candidateQuery, candidateSchema } from '#lib/matters/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/matters/{id}/candidates', {
  GET: get({
    summary: 'Who could be put into a matter: active people who are not in it, by a part of their name or address',
    access: 'matters:manage',
    query: candidateQuery,
    replies: { 200: listSchema(candidateSchema) },
    handler: async ({ principal, params, query }) => page(await listCandidates(principal, params.id, query)),
  }),
})
