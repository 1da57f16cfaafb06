import { notFound } from '#lib/core/errors.ts'
import { get } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { eventStream, noContent } from '#lib/core/http/route/reply.ts'
import { progressEventId, sendProgress } from '#lib/documents/progress-events.ts'
import { findProgress } from '#lib/documents/queries/find-progress.ts'
import { isSettled } from '#lib/documents/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/documents/{id}/events', {
  GET: get({
    summary: 'Stream the processing state of a document: state events, then done',
    access: 'documents:read',
    replies: { 200: { contentType: 'text/event-stream' }, 204: null },
    handler: async ({ principal, params, request }) => {
      const progress = await findProgress(principal, params.id)
      if (!progress) throw notFound()
      const hasLastEvent = request.headers.get('last-event-id') === progressEventId(progress)
      if (isSettled(progress.status) && hasLastEvent) return noContent()
      return eventStream((stream) => sendProgress(principal, params.id, stream))
    },
  }),
})
