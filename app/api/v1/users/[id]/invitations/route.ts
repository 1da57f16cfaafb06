import { post } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { created } from '#lib/core/http/route/reply.ts'
import { resendInvitation } from '#lib/users/commands/invitations.ts'
import { invitationSchema } from '#lib/users/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/users/{id}/invitations', {
  POST: post({
    summary: 'Invite a user again who has not accepted yet; the previous link becomes invalid',
    access: 'users:manage',
    replies: { 201: invitationSchema, 409: { codes: ['user.not_invited'] } },
    handler: async ({ principal, params }) =>
      created(`/api/v1/users/${params.id}`, await resendInvitation(principal, params.id)),
  }),
})
