import { get } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { page } from '#lib/core/http/route/reply.ts'
import { search } from '#lib/search/queries.ts'
import { searchInput, searchReply } from '#lib/search/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/search', {
  GET: get({
    summary: 'Search the documents that you can read; supports "phrases", -exclusion and or',
    access: 'documents:read',
    query: searchInput,
    replies: { 200: searchReply },
    handler: async ({ principal, query, signal }) => page(await search(principal, query, signal)),
  }),
})
