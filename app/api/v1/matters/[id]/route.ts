import { del, get, patch } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { json, noContent } from '#lib/core/http/route/reply.ts'
import { deleteMatter } from '#lib/matters/commands/delete-matter.ts'
import { updateMatter } from '#lib/matters/commands/update-matter.ts'
import { getMatter } from '#lib/matters/queries.ts'
import { matterSchema, updateMatterInput } from '#lib/matters/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/matters/{id}', {
  GET: get({
    summary: 'Get a matter',
    access: 'documents:read',
    replies: { 200: matterSchema },
    handler: async ({ principal, params }) => {
      const { matter, revision } = await getMatter(principal, params.id)
      return json(matter, { revision })
    },
  }),
  PATCH: patch({
    summary: 'Rename a matter',
    access: 'matters:manage',
    body: updateMatterInput,
    precondition: 'required',
    replies: { 200: matterSchema },
    handler: async ({ principal, params, body, precondition }) => {
      const { matter, revision } = await updateMatter(principal, params.id, body, precondition)
      return json(matter, { revision })
    },
  }),
  DELETE: del({
    summary: 'Delete a matter without documents',
    access: 'matters:manage',
    precondition: 'optional',
    replies: { 204: null, 409: { codes: ['matter.not_empty', 'matter.personal'] } },
    handler: async ({ principal, params, precondition }) => {
      await deleteMatter(principal, params.id, precondition)
      return noContent()
    },
  }),
})
