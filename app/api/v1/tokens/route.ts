import { post } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { json } from '#lib/core/http/route/reply.ts'
import { refreshTokens } from '#lib/sessions/commands/refresh-tokens.ts'
import { requireActiveTokens } from '#lib/sessions/queries.ts'
import { refreshInput, tokensSchema } from '#lib/sessions/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/tokens', {
  POST: post({
    summary: 'Exchange a refresh token for new tokens; it cannot be used again',
    access: 'public',
    body: refreshInput,
    replies: { 200: tokensSchema },
    verifyReplay: requireActiveTokens,
    handler: async ({ caller, body }) => json(await refreshTokens(caller, body.refreshToken)),
  }),
})
