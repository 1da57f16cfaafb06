import { z } from 'zod'
import { listQuery } from '#lib/core/http/lists/cursor.ts'
import { listSchema } from '#lib/core/http/lists/page.ts'
import { get, post } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { withETag } from '#lib/core/http/route/replies.ts'
import { created, page } from '#lib/core/http/route/reply.ts'
import { createMatter } from '#lib/matters/commands/create-matter.ts'
import { listMatters, requireVisibleMatter } from '#lib/matters/queries.ts'
import { createMatterInput, matterSchema, matterScopes } from '#lib/matters/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/matters', {
  GET: get({
    summary: 'List your matters; with scope=all, all matters, for callers who may manage users',
    access: 'documents:read',
    query: listQuery.extend({ scope: z.enum(matterScopes).default('own') }),
    replies: { 200: listSchema(matterSchema) },
    handler: async ({ principal, query }) => page(await listMatters(principal, query)),
  }),
  POST: post({
    summary: 'Create a matter with you as its owner',
    access: 'matters:manage',
    body: createMatterInput,
    verifyReplay: requireVisibleMatter,
    replies: { 201: withETag(matterSchema) },
    handler: async ({ principal, body }) => {
      const { matter, revision } = await createMatter(principal, body)
      return created(`/api/v1/matters/${matter.id}`, matter, { revision })
    },
  }),
})
