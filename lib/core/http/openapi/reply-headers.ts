import type { RouteMethod } from '../methods.ts'
import type { MethodSpec } from '../route/method-spec.ts'
import { ownHeaders, replyForms } from '../route/replies.ts'
import { commonHeaders, type HeaderName, headerReferences } from './headers.ts'

/** References to the headers of a 2xx reply. */
export function replyHeaders(method: RouteMethod, status: number, spec: MethodSpec): Record<string, { $ref: string }> {
  const forms = replyForms(spec.replies[status])
  const isStream = forms.some(({ contentType }) => contentType === 'text/event-stream')
  const isRead = method === 'GET' && status < 300 && !isStream
  const names: (HeaderName | false)[] = [
    ...commonHeaders,
    ...ownHeaders(spec.replies[status]),
    (isRead || spec.precondition === 'required') && forms.length > 0 && 'ETag',
    status === 201 && 'Location',
    isRead && spec.query !== undefined && 'Link',
    206 in spec.replies && 'Accept-Ranges',
    206 in spec.replies && 'Content-Disposition',
    status === 206 && 'Content-Range',
    isStream && 'X-Accel-Buffering',
    method === 'POST' && 'Idempotency-Replayed',
  ]
  return headerReferences(names.filter((name) => name !== false))
}
