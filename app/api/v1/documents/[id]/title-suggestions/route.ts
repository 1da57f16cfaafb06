import { z } from 'zod'
import { get } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { json } from '#lib/core/http/route/reply.ts'
import { listTitleSuggestions } from '#lib/documents/queries/list-title-suggestions.ts'
import { titleSuggestionSchema } from '#lib/documents/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/documents/{id}/title-suggestions', {
  GET: get({
    summary: 'Suggest titles from the PDF’s metadata and file name, best first',
    access: 'documents:read',
    replies: { 200: z.object({ items: z.array(titleSuggestionSchema) }) },
    handler: async ({ principal, params }) => json({ items: await listTitleSuggestions(principal, params.id) }),
  }),
})
