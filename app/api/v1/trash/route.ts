import { z } from 'zod'
import { del, get } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { json } from '#lib/core/http/route/reply.ts'
import { describeTrash, emptyTrash } from '#lib/documents/commands/purge-document.ts'
import { emptyTrashQuery, trashFilter, trashSchema } from '#lib/documents/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/trash', {
  GET: get({
    summary: 'How much lies in the trash that you may remove for good',
    access: 'documents:delete',
    query: trashFilter,
    replies: { 200: trashSchema },
    handler: async ({ principal, query }) => json(await describeTrash(principal, query)),
  }),
  DELETE: del({
    summary: 'Remove for good what lies in the trash',
    access: 'documents:delete',
    query: emptyTrashQuery,
    replies: { 200: z.object({ documents: z.number().int().describe('How many were removed.') }) },
    handler: async ({ principal, query }) => json({ documents: await emptyTrash(principal, query) }),
  }),
})
