import { get, patch } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { json } from '#lib/core/http/route/reply.ts'
import { updateMe } from '#lib/users/commands/update-me.ts'
import { getMe } from '#lib/users/queries.ts'
import { meSchema, updateMeInput } from '#lib/users/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/me', {
  GET: get({
    summary: 'Get your profile and permissions',
    access: 'signed-in',
    replies: { 200: meSchema },
    handler: async ({ principal }) => {
      const { me, revision } = await getMe(principal)
      return json(me, { revision })
    },
  }),
  PATCH: patch({
    summary: 'Change your name or phone number',
    access: 'session',
    body: updateMeInput,
    precondition: 'required',
    replies: { 200: meSchema },
    handler: async ({ principal, body, precondition }) => {
      const { me, revision } = await updateMe(principal, body, precondition)
      return json(me, { revision })
    },
  }),
})
