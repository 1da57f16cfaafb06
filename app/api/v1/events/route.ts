import { sendChanges } from '#lib/changes/send-changes.ts'
import { get } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { eventStream } from '#lib/core/http/route/reply.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/events', {
  GET: get({
    summary: 'Stream changes: each event names the resources to reload; the first event names all of them',
    access: 'signed-in',
    replies: { 200: { contentType: 'text/event-stream' } },
    handler: async ({ principal }) => eventStream((stream) => sendChanges(principal, stream)),
  }),
})
