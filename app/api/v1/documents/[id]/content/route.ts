import { z } from 'zod'
import { defineRoute } from '#lib/core/http/define-route.ts'
import { file, json } from '#lib/core/http/reply.ts'
import { replaceContent, requireReplaceable } from '#lib/documents/commands/replace-content.ts'
import { contentTag } from '#lib/documents/content-tag.ts'
import { getContent } from '#lib/documents/queries/get-content.ts'
import { pdfBodyLimits, receivePdf } from '#lib/documents/receive-pdf.ts'
import { documentSchema, versionQuery } from '#lib/documents/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/documents/{id}/content', {
  GET: {
    summary: 'The PDF, whole or a range of it',
    access: 'documents:read',
    query: versionQuery.extend({ download: z.stringbool().default(false) }),
    replies: { 200: { contentType: 'application/pdf' }, 206: { contentType: 'application/pdf' } },
    handler: async ({ principal, params, query }) => {
      const content = await getContent(principal, params.id, query.version)
      const disposition = query.download ? 'attachment' : 'inline'
      return file({ ...content, contentType: 'application/pdf', disposition })
    },
  },
  PUT: {
    summary: 'Store the next version; the same bytes change nothing',
    access: 'documents:write',
    upload: pdfBodyLimits,
    precondition: 'needed',
    replies: {
      200: documentSchema,
      400: { codes: ['upload.empty', 'upload.malformed'] },
      413: { codes: ['upload.too_large'] },
      415: { codes: ['upload.not_pdf'] },
    },
    handler: async ({ principal, params, request, precondition, recheck }) => {
      await requireReplaceable(principal, params.id, precondition)
      const incoming = await receivePdf(request)
      try {
        await recheck()
        const { document } = await replaceContent(principal, params.id, incoming, precondition)
        // The tag of a PUT's answer is that of what was put (RFC 9110, 9.3.4), not of the description in its body.
        return json(document, { headers: { ETag: contentTag(document.version, document.sha256) } })
      } finally {
        await incoming.blob.abort()
      }
    },
  },
})
