import { get } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { text } from '#lib/core/http/route/reply.ts'
import { getText } from '#lib/documents/queries/get-page.ts'
import { versionQuery } from '#lib/documents/schema.ts'

const contentType = 'text/plain; charset=utf-8'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/documents/{id}/text', {
  GET: get({
    summary: 'Get the text of a document, with pages separated by form feeds',
    access: 'documents:read',
    query: versionQuery,
    replies: { 200: { contentType } },
    handler: async ({ principal, params, query }) =>
      text(await getText(principal, params.id, query.version), contentType),
  }),
})
