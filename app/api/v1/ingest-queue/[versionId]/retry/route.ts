import { post } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { accepted, acceptedSchema } from '#lib/core/http/route/reply.ts'
import { reprocessVersion } from '#lib/processing/reprocess.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/ingest-queue/{versionId}/retry', {
  POST: post({
    summary: 'Process a document version again, in any matter',
    access: 'users:manage',
    replies: { 202: { contentType: 'application/json', schema: acceptedSchema, headers: ['Location'] } },
    handler: async ({ principal, params }) => {
      await reprocessVersion(principal, params.versionId)
      return accepted('/api/v1/ingest-queue')
    },
  }),
})
