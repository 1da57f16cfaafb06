import { post } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { noContent } from '#lib/core/http/route/reply.ts'
import { reauthenticate } from '#lib/users/commands/reauthenticate.ts'
import { reauthenticationInput } from '#lib/users/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/me/reauthentication', {
  POST: post({
    summary: 'Confirm your password, so that you can change sessions, API keys and your phone number',
    access: 'session',
    body: reauthenticationInput,
    replies: { 204: null },
    handler: async ({ principal, body }) => {
      await reauthenticate(principal, body.password)
      return noContent()
    },
  }),
})
