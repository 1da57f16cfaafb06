import type { RouteMethod } from './methods.ts'
import { type AnyMethodSpec, replyForms } from './route-spec.ts'

/** Everything that an answer may carry, once; the answers refer to it. */
export const headerComponents = {
  'Request-Id': text('Names this exchange in the log; a valid one sent along is kept.'),
  'Cache-Control': text('Who may keep the answer, and for how long.'),
  Vary: text('The request headers that decided the answer.'),
  ETag: text('A strong tag of this state, for If-Match and If-None-Match.'),
  Location: text('Where the new resource, or the work on it, is found.'),
  Link: text('The next page of the list: rel="next".'),
  'Accept-Ranges': text('bytes'),
  'Content-Range': text('The part that is sent, of how many bytes.'),
  'Content-Disposition': text('The file’s name.'),
  'RateLimit-Policy': text('The limits that count this request.'),
  RateLimit: text('What is left of them, and for how many seconds.'),
  'Retry-After': text('Seconds to wait.'),
  'Idempotency-Replayed': text('true: the first answer to this Idempotency-Key again.'),
  Allow: text('The methods that this address takes.'),
  'Accept-Post': text('The kinds of body that POST takes.'),
  'Accept-Patch': text('The kinds of body that PATCH takes.'),
  'WWW-Authenticate': text('Bearer, and what was wrong with the token.'),
  'Server-Timing': text('Where the time went.'),
}

type HeaderName = keyof typeof headerComponents

function text(description: string) {
  return { description, schema: { type: 'string' } }
}

export function headerReferences(names: readonly HeaderName[]): Record<string, { $ref: string }> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))
}

/** The headers of a good answer, by method, status and kind. */
export function replyHeaders(
  method: RouteMethod,
  status: number,
  spec: AnyMethodSpec,
): Record<string, { $ref: string }> {
  const forms = replyForms(spec.replies[status])
  const isStream = forms.some(({ contentType }) => contentType === 'text/event-stream')
  const isRead = method === 'GET' && status < 300 && !isStream
  const names: (HeaderName | false)[] = [
    'Request-Id',
    'Cache-Control',
    'Vary',
    'Server-Timing',
    (isRead || Boolean(spec.precondition)) && forms.length > 0 && 'ETag',
    (status === 201 || status === 202) && 'Location',
    isRead && spec.query !== undefined && 'Link',
    206 in spec.replies && 'Accept-Ranges',
    206 in spec.replies && 'Content-Disposition',
    status === 206 && 'Content-Range',
    spec.access !== 'public' && 'RateLimit-Policy',
    spec.access !== 'public' && 'RateLimit',
    method === 'POST' && 'Idempotency-Replayed',
  ]
  return headerReferences(names.filter((name) => name !== false))
}
