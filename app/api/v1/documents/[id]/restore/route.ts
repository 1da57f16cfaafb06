import { post } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { withETag } from '#lib/core/http/route/replies.ts'
import { json } from '#lib/core/http/route/reply.ts'
import { restoreDocument } from '#lib/documents/commands/restore-document.ts'
import { requireStillVisible } from '#lib/documents/queries/require-still-visible.ts'
import { documentSchema } from '#lib/documents/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/documents/{id}/restore', {
  POST: post({
    summary: 'Restore a document from the trash',
    access: 'documents:delete',
    verifyReplay: requireStillVisible,
    replies: { 200: withETag(documentSchema) },
    handler: async ({ principal, params }) => {
      const { document, revision } = await restoreDocument(principal, params.id)
      return json(document, { revision })
    },
  }),
})
