import type { RouteMethod } from '../methods.ts'
import { type AnyMethodSpec, ownHeaders, replyForms } from '../route/route-spec.ts'

/** Everything that an answer may carry, once; the answers refer to it. */
export const headerComponents = {
  'Request-Id': text('Names this exchange in the log; a valid one sent along is kept.'),
  'Cache-Control': text('Who may keep the answer, and for how long.'),
  Vary: text('The request headers that decided the answer.'),
  'X-Content-Type-Options': text('nosniff'),
  'X-Frame-Options': text('DENY'),
  'Content-Security-Policy': text('No page may frame the answer.'),
  'Clear-Site-Data': text('Has the browser of an ended session forget what it kept.'),
  'Server-Timing': text('Where the time went.'),
  'RateLimit-Policy': text('The limits that count this request, where any does.'),
  RateLimit: text('What is left of them, and for how many seconds.'),
  'Access-Control-Allow-Origin': text('The asking origin, where it is a listed one.'),
  'Access-Control-Expose-Headers': text('What a page of that origin may read.'),
  'Access-Control-Allow-Methods': text('In a preflight: the methods that this address takes.'),
  'Access-Control-Allow-Headers': text('In a preflight: what may be sent along.'),
  'Access-Control-Max-Age': text('In a preflight: for how many seconds it holds.'),
  ETag: text('A strong tag of this state, for If-Match and If-None-Match.'),
  Location: text('Where the new resource is found.'),
  Link: text('The next page of the list: rel="next".'),
  'Accept-Ranges': text('bytes'),
  'Content-Range': text('The part that is sent, of how many bytes.'),
  'Content-Disposition': text('The file’s name.'),
  'X-Accel-Buffering': text('no: asks proxies to pass each event on at once.'),
  'Set-Cookie': text('Takes the session’s cookie back, where it came with one.'),
  'Retry-After': text('Seconds to wait.'),
  'Idempotency-Replayed': text('true: the first answer to this Idempotency-Key again. Of POST alone.'),
  Allow: text('The methods that this address takes.'),
  Accept: text('The kinds of body that PUT takes.'),
  'Accept-Post': text('The kinds of body that POST takes.'),
  'Accept-Patch': text('The kinds of body that PATCH takes.'),
  'Accept-Encoding': text('identity: the body was coded.'),
  'WWW-Authenticate': text('Bearer, and what was wrong with the token.'),
}

export type HeaderName = keyof typeof headerComponents

/** What any answer may carry, whatever its status. */
export const everywhere = [
  'Request-Id',
  'Cache-Control',
  'Vary',
  'X-Content-Type-Options',
  'X-Frame-Options',
  'Content-Security-Policy',
  'Server-Timing',
  'RateLimit-Policy',
  'RateLimit',
  'Access-Control-Allow-Origin',
  'Access-Control-Expose-Headers',
] as const satisfies readonly HeaderName[]

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
    ...everywhere,
    ...ownHeaders(spec.replies[status]),
    (isRead || spec.precondition === 'needed') && forms.length > 0 && 'ETag',
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
