import { listQuery } from '#lib/core/http/lists/cursor.ts'
import { listSchema } from '#lib/core/http/lists/page.ts'
import { get, postUpload } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { withETag } from '#lib/core/http/route/replies.ts'
import { created, page } from '#lib/core/http/route/reply.ts'
import { uploadDocument } from '#lib/documents/commands/upload-document.ts'
import { listDocuments } from '#lib/documents/queries/list-documents.ts'
import { requireStillVisible } from '#lib/documents/queries/require-still-visible.ts'
import { receiveUpload, uploadLimits } from '#lib/documents/receive-upload.ts'
import { documentFilters, documentSchema } from '#lib/documents/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/documents', {
  GET: get({
    summary: 'List the documents of your matters',
    access: 'documents:read',
    query: listQuery.extend(documentFilters.shape),
    replies: { 200: listSchema(documentSchema) },
    handler: async ({ principal, query }) => page(await listDocuments(principal, query)),
  }),
  POST: postUpload({
    summary: 'Upload a PDF in the part file, with optional parts matterId, title and tags before or after it',
    access: 'documents:write',
    upload: uploadLimits,
    verifyReplay: requireStillVisible,
    replies: {
      201: withETag(documentSchema),
      400: { codes: ['upload.empty', 'upload.malformed'] },
      413: { codes: ['upload.too_large'] },
      415: { codes: ['upload.not_pdf'] },
    },
    handler: async ({ principal, request, runIdempotently, reauthorise }) => {
      const upload = await receiveUpload(request)
      try {
        const parts = [upload.stored.sha256, upload.fileName, JSON.stringify(upload.fields)]
        return await runIdempotently(parts, async () => {
          await reauthorise()
          const { document, revision } = await uploadDocument(principal, upload)
          return created(`/api/v1/documents/${document.id}`, document, { revision })
        })
      } finally {
        await upload.blob.abort()
      }
    },
  }),
})
