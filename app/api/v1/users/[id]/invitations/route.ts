import { defineRoute } from '#lib/core/http/define-route.ts'
import { created } from '#lib/core/http/reply.ts'
import { resendInvitation } from '#lib/users/commands/invitations.ts'
import { invitationSchema } from '#lib/users/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/users/{id}/invitations', {
  POST: {
    summary: 'Invite somebody again who has not come yet; the link before stops working',
    access: 'users:manage',
    replies: { 201: invitationSchema, 409: { codes: ['user.not_invited'] } },
    handler: async ({ principal, params }) =>
      created(`/api/v1/users/${params.id}`, await resendInvitation(principal, params.id)),
  },
})
