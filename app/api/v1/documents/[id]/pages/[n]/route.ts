import { get } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { json } from '#lib/core/http/route/reply.ts'
import { getPage } from '#lib/documents/queries/get-page.ts'
import { pageParams, pageSchema, versionQuery } from '#lib/documents/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/documents/{id}/pages/{n}', {
  GET: get({
    summary: 'Get the text of a page with the bounding box of every word',
    access: 'documents:read',
    params: pageParams,
    query: versionQuery,
    replies: { 200: pageSchema, 409: { codes: ['document.not_ready'] } },
    handler: async ({ principal, params, query }) => json(await getPage(principal, params.id, params.n, query.version)),
  }),
})
