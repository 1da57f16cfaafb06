import { defineRoute } from '#lib/core/http/define-route.ts'
import { accepted, acceptedSchema } from '#lib/core/http/reply.ts'
import { register } from '#lib/users/commands/register.ts'
import { requireOpenRegistration } from '#lib/users/require-open-registration.ts'
import { registrationInput } from '#lib/users/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/registrations', {
  POST: {
    summary: 'Ask for an account; the mail says whether there is one already',
    access: 'public',
    requireOpen: requireOpenRegistration,
    body: registrationInput,
    replies: { 202: acceptedSchema, 403: { codes: ['registration.closed'] } },
    handler: async ({ caller, body }) => {
      await register(caller, body)
      return accepted()
    },
  },
})
