/**
 * The CORS protocol of the Fetch standard, as pure functions that the edge and the routes share.
 * Another origin uses a bearer token, so credentials (cookies) are never allowed.
 */
const allowedHeaders =
  'Authorization, Content-Type, Accept, If-Match, If-None-Match, If-Range, Range, Idempotency-Key, Last-Event-ID'

const exposedHeaders =
  'ETag, Location, Link, Retry-After, RateLimit, RateLimit-Policy, Idempotency-Replayed, Content-Range, Accept-Ranges, Request-Id'

/** The origin, if it is listed exactly; `null`, a look-alike and a prefix are not. */
export function allowedOrigin(origin: string | null, listed: readonly string[]): string | null {
  return origin !== null && origin !== 'null' && listed.includes(origin) ? origin : null
}

/** What every answer carries for a listed origin, errors too; nothing for any other. `Vary: Origin` is the route's part. */
export function corsHeaders(origin: string | null, listed: readonly string[]): Record<string, string> {
  const allowed = allowedOrigin(origin, listed)
  return allowed ? { 'Access-Control-Allow-Origin': allowed, 'Access-Control-Expose-Headers': exposedHeaders } : {}
}

/** The answer's headers to a preflight; `methods` as in `Allow`. */
export function preflightHeaders(
  origin: string | null,
  listed: readonly string[],
  methods: string,
): Record<string, string> {
  const allowed = allowedOrigin(origin, listed)
  const vary = { Vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers' }
  if (!allowed) return vary
  return {
    ...vary,
    'Access-Control-Allow-Origin': allowed,
    'Access-Control-Allow-Methods': methods,
    'Access-Control-Allow-Headers': allowedHeaders,
    'Access-Control-Max-Age': '86400',
  }
}

/** Whether an OPTIONS request asks about CORS rather than about the resource. */
export function isPreflight(method: string, headers: Headers): boolean {
  return method === 'OPTIONS' && headers.has('origin') && headers.has('access-control-request-method')
}
