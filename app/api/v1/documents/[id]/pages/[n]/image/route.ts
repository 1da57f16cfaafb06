import { wholeNumber } from '#lib/core/http/input/whole-number.ts'
import { get } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { bytesUnlessCached } from '#lib/core/http/route/reply.ts'
import { findPageImage } from '#lib/documents/queries/get-page-image.ts'
import { pageParams, versionQuery } from '#lib/documents/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/documents/{id}/pages/{n}/image', {
  GET: get({
    summary: 'Render a page as an image',
    access: 'documents:read',
    params: pageParams,
    query: versionQuery.extend({ width: wholeNumber(64, 2048).default(640) }),
    replies: {
      200: { contentType: 'image/webp' },
      422: { codes: ['pdf.password_required', 'pdf.damaged', 'pdf.too_complex'] },
    },
    handler: async ({ principal, params, query, request, signal }) => {
      const image = await findPageImage(principal, params.id, params.n, query)
      return bytesUnlessCached(request, image.etag, 'image/webp', () => image.read(signal))
    },
  }),
})
