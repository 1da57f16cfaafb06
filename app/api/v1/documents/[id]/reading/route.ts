import { post } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { accepted, acceptedSchema } from '#lib/core/http/route/reply.ts'
import { requireStillVisibleRoute } from '#lib/documents/queries/require-still-visible.ts'
import { reprocessDocument } from '#lib/processing/reprocess.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/documents/{id}/reading', {
  POST: post({
    summary: 'Process a document again; its current text is kept until it is replaced',
    access: 'documents:write',
    verifyReplay: requireStillVisibleRoute,
    replies: { 202: { contentType: 'application/json', schema: acceptedSchema, headers: ['Location'] } },
    handler: async ({ principal, params }) => {
      await reprocessDocument(principal, params.id)
      return accepted(`/api/v1/documents/${params.id}/events`)
    },
  }),
})
