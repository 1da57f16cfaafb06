import { requireUser } from '#lib/core/auth/principal.ts'
import { listSchema } from '#lib/core/http/lists/page.ts'
import { get, post } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { withETag } from '#lib/core/http/route/replies.ts'
import { created, page } from '#lib/core/http/route/reply.ts'
import { createUser } from '#lib/users/commands/create-user.ts'
import { listUsers } from '#lib/users/queries.ts'
import { createdUserSchema, createUserInput, userQuery, userSchema } from '#lib/users/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/users', {
  GET: get({
    summary: 'List user accounts',
    access: 'users:manage',
    query: userQuery,
    replies: { 200: listSchema(userSchema) },
    handler: async ({ principal, query }) => page(await listUsers(requireUser(principal), query)),
  }),
  POST: post({
    summary: 'Create a user account; without a password the user is invited by email',
    access: 'users:manage',
    body: createUserInput,
    replies: { 201: withETag(createdUserSchema), 409: { codes: ['user.email_taken'] } },
    handler: async ({ principal, body }) => {
      const { user, revision, inviteUrl } = await createUser(principal, body)
      return created(`/api/v1/users/${user.id}`, { ...user, inviteUrl }, { revision })
    },
  }),
})
