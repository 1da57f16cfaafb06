import { clearSessionCookie } from '#lib/core/auth/session-cookie.ts'
import { env } from '#lib/core/env.ts'
import { clearSiteData } from '#lib/core/http/clear-site-data.ts'
import { del, get } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { json, noContent } from '#lib/core/http/route/reply.ts'
import { revokeOwnSession } from '#lib/sessions/commands/revoke-session.ts'
import { getOwnSession } from '#lib/sessions/queries.ts'
import { sessionSchema } from '#lib/sessions/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/sessions/{id}', {
  GET: get({
    summary: 'Get one of your active sessions; "current" is that of the request',
    access: 'signed-in',
    replies: { 200: sessionSchema },
    handler: async ({ principal, params }) => {
      const id = params.id === 'current' ? (principal.sessionId ?? '') : params.id
      return json(await getOwnSession(principal, id))
    },
  }),
  DELETE: del({
    summary: 'End one of your sessions; "current" is that of the request',
    access: 'session',
    precondition: 'optional',
    replies: { 204: { headers: ['Set-Cookie', 'Clear-Site-Data'] } },
    handler: async ({ principal, params, precondition }) => {
      const id = params.id === 'current' ? (principal.sessionId ?? '') : params.id
      await revokeOwnSession(principal, id, precondition)
      const isOwnCookie = principal.via === 'cookie' && id === principal.sessionId
      return noContent(isOwnCookie ? { 'Set-Cookie': clearSessionCookie(env.publicOrigin), ...clearSiteData } : {})
    },
  }),
})
