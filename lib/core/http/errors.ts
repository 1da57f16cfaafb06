import { defineErrors } from '../define-errors.ts'

/** Errors of the HTTP layer that any route may return. */
export const requestErrors = defineErrors({
  'request.malformed': {
    status: 400,
    title: 'The request is malformed',
    help: 'Send valid JSON in UTF-8 and parameters in the documented format.',
  },
  'request.invalid': {
    status: 422,
    title: 'Some values are invalid',
    help: 'The errors array lists each invalid value by a JSON Pointer, with the reason.',
  },
  'request.not_found': {
    status: 404,
    title: 'Not found',
    help: 'The address is wrong, the item was deleted, or you do not have access to it. LexAI does not reveal which.',
  },
  'request.method_not_allowed': {
    status: 405,
    title: 'Method not allowed',
    help: 'The Allow header lists the methods that this address supports.',
  },
  'request.method_unknown': {
    status: 501,
    title: 'Unknown method',
    help: 'Use GET, HEAD, POST, PUT, PATCH, DELETE or OPTIONS.',
  },
  'request.not_acceptable': {
    status: 406,
    title: 'No acceptable format',
    help: 'The Accept header excludes every format that this address can return.',
  },
  'request.unsupported_media_type': {
    status: 415,
    title: 'Unsupported media type',
    help: 'The Accept-Post or Accept-Patch header lists the supported types.',
  },
  'request.too_large': {
    status: 413,
    title: 'The request body is too large',
    help: 'A JSON body may be at most 1 MiB.',
  },
  'request.cross_site': {
    status: 403,
    title: 'Cross-site request rejected',
    help: 'With the session cookie, only LexAI’s own pages may change data. Other programs must use a bearer token.',
  },
  'request.precondition_required': {
    status: 428,
    title: 'The If-Match header is required',
    help: 'Read the resource and send its ETag in If-Match, so that concurrent changes are not overwritten.',
  },
  'request.precondition_failed': {
    status: 412,
    title: 'The item has changed since you loaded it',
    help: 'Load it again, repeat your change, and send the new ETag.',
  },
  'request.range_not_satisfiable': {
    status: 416,
    title: 'The range is outside the file',
    help: 'The Content-Range header gives the length of the file.',
  },
  'request.rate_limited': {
    status: 429,
    title: 'Too many requests',
    help: 'Wait for the number of seconds in the Retry-After header.',
  },
  'request.timeout': {
    status: 408,
    title: 'The request body timed out',
    help: 'Send the request again over a more reliable connection.',
  },
  'request.expectation_failed': {
    status: 417,
    title: 'Unsupported expectation',
    help: 'The only supported value of the Expect header is 100-continue.',
  },
  'request.headers_too_large': {
    status: 431,
    title: 'The request headers are too large',
    help: 'All headers together may be at most 16 KiB. The usual causes are many cookies or a long address.',
  },
  'idempotency.malformed': {
    status: 400,
    title: 'The Idempotency-Key is malformed',
    help: 'Send 1 to 255 printable ASCII characters.',
  },
  'idempotency.mismatch': {
    status: 422,
    title: 'The Idempotency-Key was used for a different request',
    help: 'Use a new key for each different request.',
  },
  'idempotency.in_flight': {
    status: 409,
    title: 'The first request with this Idempotency-Key is still running',
    help: 'Wait a moment, then repeat the request.',
  },
  'idempotency.answer_lost': {
    status: 409,
    title: 'The request was completed, but its response is lost',
    help: 'The server stopped before it stored the response. Check the result before you send the request with a new key.',
  },
  'upload.too_large': {
    status: 413,
    title: 'The file is too large',
    help: 'Split the file, or ask the administrator of this server to raise LEXAI_MAX_UPLOAD_BYTES.',
  },
})

/** Errors whose cause is the server, not the request. */
export const serverErrors = defineErrors({
  'server.error': {
    status: 500,
    title: 'Internal server error',
    help: 'Try again. If the error persists, give the request ID to the administrator of this server.',
  },
  'server.overloaded': {
    status: 503,
    title: 'The server is overloaded',
    help: 'Wait for the number of seconds in the Retry-After header, and send fewer requests at the same time.',
  },
  'server.unavailable': {
    status: 503,
    title: 'The server is not ready',
    help: 'Wait for the number of seconds in the Retry-After header.',
  },
})
