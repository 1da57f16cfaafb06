import { post } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { noContent } from '#lib/core/http/route/reply.ts'
import { confirmRegistration } from '#lib/users/commands/confirm-registration.ts'
import { requireOpenRegistration } from '#lib/users/require-open-registration.ts'
import { confirmationInput } from '#lib/users/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/email-verifications', {
  POST: post({
    summary: 'Verify an email address with the token of the emailed link, and set the password of the account',
    access: 'public',
    requireEnabled: requireOpenRegistration,
    body: confirmationInput,
    replies: { 204: null, 403: { codes: ['registration.closed'] }, 422: { codes: ['auth.link_invalid'] } },
    handler: async ({ caller, body }) => {
      await confirmRegistration(caller, body)
      return noContent()
    },
  }),
})
