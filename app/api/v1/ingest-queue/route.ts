import { get } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { json } from '#lib/core/http/route/reply.ts'
import { getQueue } from '#lib/processing/queries.ts'
import { queueSchema } from '#lib/processing/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/ingest-queue', {
  GET: get({
    summary: 'Get the processing queue of all matters: running, queued and failed documents',
    access: 'users:manage',
    replies: { 200: queueSchema },
    handler: async ({ principal }) => json(await getQueue(principal)),
  }),
})
