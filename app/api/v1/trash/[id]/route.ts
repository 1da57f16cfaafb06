import { del } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { noContent } from '#lib/core/http/route/reply.ts'
import { purgeDocument } from '#lib/documents/commands/purge-document.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/trash/{id}', {
  DELETE: del({
    summary: 'Permanently delete a document in the trash',
    access: 'documents:delete',
    replies: { 204: null },
    handler: async ({ principal, params }) => {
      await purgeDocument(principal, params.id)
      return noContent()
    },
  }),
})
