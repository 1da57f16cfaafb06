import { defineRoute } from '#lib/core/http/define-route.ts'
import { noContent } from '#lib/core/http/reply.ts'
import { setPasswordByLink } from '#lib/users/commands/set-password-by-link.ts'
import { newPasswordInput } from '#lib/users/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/password-resets/{token}', {
  PUT: {
    summary: 'Choose a password with a mailed link or an invitation; every session of that person ends',
    access: 'public',
    body: newPasswordInput,
    replies: { 204: null, 422: { codes: ['auth.link_invalid'] } },
    handler: async ({ caller, params, body }) => {
      await setPasswordByLink(caller, params.token, body.password)
      return noContent()
    },
  },
})
