import { post, put } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { accepted, acceptedSchema, noContent } from '#lib/core/http/route/reply.ts'
import { requestPasswordReset } from '#lib/users/commands/request-password-reset.ts'
import { setPasswordByLink } from '#lib/users/commands/set-password-by-link.ts'
import { passwordByLinkInput, passwordResetInput } from '#lib/users/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/password-resets', {
  POST: post({
    summary: 'Request a password reset link; the response is the same for every address',
    access: 'public',
    body: passwordResetInput,
    replies: { 202: acceptedSchema },
    handler: async ({ caller, body }) => {
      await requestPasswordReset(caller, body.email)
      return accepted()
    },
  }),
  PUT: put({
    summary:
      'Set a password with the token of a reset link or an invitation; this ends the user’s sessions and API keys',
    access: 'public',
    body: passwordByLinkInput,
    replies: { 204: null, 422: { codes: ['auth.link_invalid'] } },
    handler: async ({ caller, body }) => {
      await setPasswordByLink(caller, body.token, body.password)
      return noContent()
    },
  }),
})
