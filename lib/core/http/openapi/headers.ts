/** The response headers of the API, for `components`; responses refer to them. */
export const headerComponents = {
  'Request-Id': text('Identifies the request in the log. A valid Request-Id of the request is kept.'),
  'Cache-Control': text('Whether and how long caches may store the response.'),
  Vary: text('The request headers that the response depends on.'),
  'X-Content-Type-Options': text('nosniff'),
  'X-Frame-Options': text('DENY'),
  'Content-Security-Policy': text('Forbids framing and loading of other resources.'),
  'Clear-Site-Data': text('Clears cache and storage of a browser whose session has ended.'),
  'Server-Timing': text('Processing time in milliseconds.'),
  'RateLimit-Policy': text('The rate limits that apply to this request.'),
  RateLimit: text('Remaining requests per rate limit, and seconds until it is reset.'),
  'Access-Control-Allow-Origin': text('The origin of the request, if it is allowed.'),
  'Access-Control-Expose-Headers': text('The response headers that scripts of that origin may read.'),
  'Access-Control-Allow-Methods': text('Preflight: the methods of this path.'),
  'Access-Control-Allow-Headers': text('Preflight: the request headers that are allowed.'),
  'Access-Control-Max-Age': text('Preflight: seconds for which the response may be cached.'),
  ETag: text('A strong entity tag, for If-Match and If-None-Match.'),
  Location: text('The path of the new resource.'),
  Link: text('The next page of the list, with rel="next".'),
  'Accept-Ranges': text('bytes'),
  'Content-Range': text('The range of bytes that is sent, and the total size.'),
  'Content-Disposition': text('The file name.'),
  'X-Accel-Buffering': text('no: disables buffering in proxies.'),
  'Set-Cookie': text('Deletes the session cookie, where the request was authenticated by it.'),
  'Retry-After': text('Seconds to wait before the next attempt.'),
  'Idempotency-Replayed': text('true: a replay of the first response to this Idempotency-Key. POST only.'),
  Allow: text('The methods of this path.'),
  Accept: text('The media types that PUT accepts.'),
  'Accept-Post': text('The media types that POST accepts.'),
  'Accept-Patch': text('The media types that PATCH accepts.'),
  'Accept-Encoding': text('identity: bodies with a content coding are not accepted.'),
  'WWW-Authenticate': text('Bearer, with the error if a token was rejected.'),
}

export type HeaderName = keyof typeof headerComponents

/** The headers that every response may have. */
export const commonHeaders = [
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
