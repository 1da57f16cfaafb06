import { del, put } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { created, json, noContent } from '#lib/core/http/route/reply.ts'
import { removeMember } from '#lib/matters/commands/remove-member.ts'
import { setMember } from '#lib/matters/commands/set-member.ts'
import { memberSchema, setMemberInput } from '#lib/matters/schema.ts'

const memberConflicts = { codes: ['matter.personal', 'matter.last_owner'] } as const

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/matters/{id}/members/{userId}', {
  PUT: put({
    summary: 'Add a member to a matter, or change their role in it',
    access: 'matters:manage',
    body: setMemberInput,
    replies: { 200: memberSchema, 201: memberSchema, 409: memberConflicts },
    handler: async ({ principal, params, body }) => {
      const { member, isNew } = await setMember(principal, params.id, params.userId, body)
      return isNew ? created(`/api/v1/matters/${params.id}/members/${params.userId}`, member) : json(member)
    },
  }),
  DELETE: del({
    summary: 'Remove a member from a matter; every member may leave',
    access: 'documents:read',
    replies: { 204: null, 409: memberConflicts },
    handler: async ({ principal, params }) => {
      await removeMember(principal, params.id, params.userId)
      return noContent()
    },
  }),
})
