import { del } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { noContent } from '#lib/core/http/route/reply.ts'
import { unlinkGoogleAccount } from '#lib/users/commands/google-account.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/me/identities/{id}', {
  DELETE: del({
    summary: 'Unlink a Google account, which can then no longer be used to sign in',
    access: 'session',
    replies: { 204: null, 409: { codes: ['identity.only_one'] } },
    handler: async ({ principal, params }) => {
      await unlinkGoogleAccount(principal, params.id)
      return noContent()
    },
  }),
})
