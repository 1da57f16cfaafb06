import { introspectToken } from '#lib/core/auth/introspect-token.ts'
import { post } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { json } from '#lib/core/http/route/reply.ts'
import { formBody } from '#lib/core/http/route/request-body.ts'
import { introspectionInput, introspectionSchema } from '#lib/sessions/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/tokens/introspection', {
  POST: post({
    summary: 'Introspect an access token or API key (RFC 7662)',
    access: 'tokens:introspect',
    body: formBody(introspectionInput),
    replies: { 200: introspectionSchema },
    handler: async ({ body }) => {
      const state = await introspectToken(body.token)
      return json(state ? { active: true, ...state } : { active: false })
    },
  }),
})
