import { defineRoute } from '#lib/core/http/define-route.ts'
import { accepted } from '#lib/core/http/reply.ts'
import { retryIngest } from '#lib/ingest/retry-ingest.ts'
import { acceptedSchema } from '#lib/users/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/ingest-queue/{versionId}/retry', {
  POST: {
    summary: 'Read a version that failed once more',
    access: 'users:manage',
    replies: { 202: { contentType: 'application/json', schema: acceptedSchema, headers: ['Location'] } },
    handler: async ({ params }) => {
      await retryIngest(params.versionId)
      return accepted({ status: 'accepted' }, '/api/v1/ingest-queue')
    },
  },
})
