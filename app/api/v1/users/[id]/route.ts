import { requireUser } from '#lib/core/auth/principal.ts'
import { get, patch } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { json } from '#lib/core/http/route/reply.ts'
import { updateUser } from '#lib/users/commands/update-user.ts'
import { getUser } from '#lib/users/queries.ts'
import { updateUserInput, userSchema } from '#lib/users/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/users/{id}', {
  GET: get({
    summary: 'Get a user account',
    access: 'users:manage',
    replies: { 200: userSchema },
    handler: async ({ principal, params }) => {
      const { user, revision } = await getUser(requireUser(principal), params.id)
      return json(user, { revision })
    },
  }),
  PATCH: patch({
    summary: 'Change the name, role or status of a user; the last active admin keeps the role',
    access: 'users:manage',
    body: updateUserInput,
    precondition: 'required',
    replies: { 200: userSchema, 409: { codes: ['user.last_admin'] } },
    handler: async ({ principal, params, body, precondition }) => {
      const { user, revision } = await updateUser(principal, params.id, body, precondition)
      return json(user, { revision })
    },
  }),
})
