import { del, get, patch } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { json, noContent } from '#lib/core/http/route/reply.ts'
import { deleteDocument } from '#lib/documents/commands/delete-document.ts'
import { updateDocument } from '#lib/documents/commands/update-document.ts'
import { getDocument } from '#lib/documents/queries/get-document.ts'
import { documentSchema, updateDocumentInput } from '#lib/documents/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/documents/{id}', {
  GET: get({
    summary: 'Get a document',
    access: 'documents:read',
    replies: { 200: documentSchema },
    handler: async ({ principal, params }) => {
      const { document, revision } = await getDocument(principal, params.id)
      return json(document, { revision })
    },
  }),
  PATCH: patch({
    summary: 'Change the title, tags or matter of a document',
    access: 'documents:write',
    body: updateDocumentInput,
    precondition: 'required',
    replies: { 200: documentSchema },
    handler: async ({ principal, params, body, precondition }) => {
      const { document, revision } = await updateDocument(principal, params.id, body, precondition)
      return json(document, { revision })
    },
  }),
  DELETE: del({
    summary: 'Move a document to the trash',
    access: 'documents:delete',
    precondition: 'optional',
    replies: { 204: null },
    handler: async ({ principal, params, precondition }) => {
      await deleteDocument(principal, params.id, precondition)
      return noContent()
    },
  }),
})
