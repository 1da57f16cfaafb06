import { z } from 'zod'
import { del, get } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { json } from '#lib/core/http/route/reply.ts'
import { describeTrash, emptyTrash } from '#lib/documents/commands/purge-document.ts'
import { emptyTrashQuery, trashFilter, trashSchema } from '#lib/documents/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/trash', {
  GET: get({
    summary: 'Count the documents in the trash that you may delete permanently',
    access: 'documents:delete',
    query: trashFilter,
    replies: { 200: trashSchema },
    handler: async ({ principal, query }) => json(await describeTrash(principal, query)),
  }),
  DELETE: del({
    summary: 'Permanently delete the documents in the trash',
    access: 'documents:delete',
    query: emptyTrashQuery,
    replies: { 200: z.object({ documents: z.number().int().describe('Number of deleted documents.') }) },
    handler: async ({ principal, query }) => json({ documents: await emptyTrash(principal, query) }),
  }),
})
