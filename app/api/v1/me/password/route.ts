import { put } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { noContent } from '#lib/core/http/route/reply.ts'
import { changePassword } from '#lib/users/commands/change-password.ts'
import { changePasswordInput } from '#lib/users/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/me/password', {
  PUT: put({
    summary: 'Change your password and end your other sessions',
    access: 'session',
    body: changePasswordInput,
    replies: { 204: null, 412: { codes: ['request.precondition_failed'] } },
    handler: async ({ principal, body }) => {
      await changePassword(principal, body)
      return noContent()
    },
  }),
})
