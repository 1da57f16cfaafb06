// The CORS protocol of the Fetch standard, as pure functions for the middleware and the routes. Other origins authenticate with a
// bearer token, so credentials (cookies) are never allowed.

const allowedHeaders =
  'Authorization, Content-Type, Accept, If-Match, If-None-Match, If-Range, Range, Idempotency-Key, Last-Event-ID'

const exposedHeaders =
  'ETag, Location, Link, Retry-After, RateLimit, RateLimit-Policy, Idempotency-Replayed, Content-Range, Accept-Ranges, Request-Id'

/** The origin if it is exactly one of `listed`, else null. The opaque origin `null` is never allowed. */
export function allowedOrigin(origin: string | null, listed: readonly string[]): string | null {
  return origin !== null && origin !== 'null' && listed.includes(origin) ? origin : null
}

/** CORS headers of every response, errors included: none for an origin that is not listed. The caller sets `Vary: Origin`. */
export function corsHeaders(origin: string | null, listed: readonly string[]): Record<string, string> {
  const allowed = allowedOrigin(origin, listed)
  return allowed ? { 'Access-Control-Allow-Origin': allowed, 'Access-Control-Expose-Headers': exposedHeaders } : {}
}

/** Headers of the response to a preflight request. `methods` is a value of `Allow`. */
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

/** Whether a request is a CORS preflight, and not an OPTIONS request for the resource itself. */
export function isPreflight(method: string, headers: Headers): boolean {
  return method === 'OPTIONS' && headers.has('origin') && headers.has('access-control-request-method')
}
