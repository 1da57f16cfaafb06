import { post } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { accepted, acceptedSchema } from '#lib/core/http/route/reply.ts'
import { register } from '#lib/users/commands/register.ts'
import { requireOpenRegistration } from '#lib/users/require-open-registration.ts'
import { registrationInput } from '#lib/users/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/registrations', {
  POST: post({
    summary: 'Register; the email says whether the address already has an account',
    access: 'public',
    requireEnabled: requireOpenRegistration,
    body: registrationInput,
    replies: { 202: acceptedSchema, 403: { codes: ['registration.closed'] } },
    handler: async ({ caller, body }) => {
      await register(caller, body)
      return accepted()
    },
  }),
})
