import { defineRoute } from '#lib/core/http/define-route.ts'
import { accepted, acceptedSchema } from '#lib/core/http/reply.ts'
import { reprocessVersion } from '#lib/processing/reprocess.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/ingest-queue/{versionId}/retry', {
  POST: {
    summary: 'Read a version once more, whosever it is',
    access: 'users:manage',
    replies: { 202: { contentType: 'application/json', schema: acceptedSchema, headers: ['Location'] } },
    handler: async ({ principal, params }) => {
      await reprocessVersion(principal, params.versionId)
      return accepted('/api/v1/ingest-queue')
    },
  },
})
