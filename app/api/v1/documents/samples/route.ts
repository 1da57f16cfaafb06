import { z } from 'zod'
import { post } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { json } from '#lib/core/http/route/reply.ts'
import { addSamples } from '#lib/documents/commands/add-samples.ts'
import { requireStillVisible } from '#lib/documents/queries/require-still-visible.ts'
import { addSamplesInput, documentSchema } from '#lib/documents/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/documents/samples', {
  POST: post({
    summary: 'Add three sample contracts, as if you had uploaded them',
    access: 'documents:write',
    body: addSamplesInput,
    verifyReplay: requireStillVisible,
    replies: { 200: z.object({ items: z.array(documentSchema) }) },
    handler: async ({ principal, body }) => json({ items: await addSamples(principal, body) }),
  }),
})
