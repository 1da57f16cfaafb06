import { put } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { noContent } from '#lib/core/http/route/reply.ts'
import { setPasswordByLink } from '#lib/users/commands/set-password-by-link.ts'
import { newPasswordInput } from '#lib/users/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/password-resets/{token}', {
  PUT: put({
    summary: 'Like PUT /password-resets with the token in the path, where logs may store it; for older clients',
    access: 'public',
    body: newPasswordInput,
    replies: { 204: null, 422: { codes: ['auth.link_invalid'] } },
    handler: async ({ caller, params, body }) => {
      await setPasswordByLink(caller, params.token, body.password)
      return noContent()
    },
  }),
})
