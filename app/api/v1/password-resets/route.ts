import { defineRoute } from '#lib/core/http/define-route.ts'
import { accepted, acceptedSchema } from '#lib/core/http/reply.ts'
import { requestPasswordReset } from '#lib/users/commands/request-password-reset.ts'
import { passwordResetInput } from '#lib/users/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/password-resets', {
  POST: {
    summary: 'Ask for a link to choose a new password; answered alike for every address',
    access: 'public',
    body: passwordResetInput,
    replies: { 202: acceptedSchema },
    handler: async ({ caller, body }) => {
      await requestPasswordReset(caller, body.email)
      return accepted()
    },
  },
})
