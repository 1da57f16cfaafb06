import { listQuery } from '#lib/core/http/lists/cursor.ts'
import { listSchema } from '#lib/core/http/lists/page.ts'
import { get } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { page } from '#lib/core/http/route/reply.ts'
import { listVersions } from '#lib/documents/queries/list-versions.ts'
import { versionSchema } from '#lib/documents/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/documents/{id}/versions', {
  GET: get({
    summary: 'List the versions of a document, newest first',
    access: 'documents:read',
    query: listQuery,
    replies: { 200: listSchema(versionSchema) },
    handler: async ({ principal, params, query }) => page(await listVersions(principal, params.id, query)),
  }),
})
