import type { ErrorCode, KnownErrors } from '../../errors.ts'
import type { RouteMethod } from '../methods.ts'
import type { MethodSpec, RouteDefinition } from '../route/method-spec.ts'
import { ownCodes, producedTypes } from '../route/replies.ts'
import { commonHeaders, type HeaderName, headerComponents, headerReferences } from './headers.ts'

const string = { type: 'string' }

/** The components of problem documents (RFC 9457): their schema, the error responses, and the response headers. */
export function errorComponents(errors: KnownErrors) {
  return {
    schemas: {
      Problem: {
        type: 'object',
        required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
        properties: {
          type: { ...string, description: '/problems/<code>, a page that explains the error' },
          title: string,
          status: { type: 'integer' },
          detail: { type: ['string', 'null'] },
          code: { ...string, enum: Object.keys(errors) },
          requestId: string,
          errors: {
            type: 'array',
            items: {
              type: 'object',
              required: ['pointer', 'code', 'detail'],
              properties: {
                pointer: { ...string, description: 'A JSON Pointer (RFC 6901)' },
                code: string,
                detail: string,
              },
            },
          },
        },
      },
    },
    headers: headerComponents,
    responses: Object.fromEntries(
      Object.entries(errorResponses).map(([status, { description, headers }]) => [
        `Refused${status}`,
        {
          description,
          headers: headerReferences([...commonHeaders, 'Idempotency-Replayed', ...headers]),
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      ]),
    ),
  }
}

type ErrorResponse = { description: string; headers: HeaderName[] }

const errorResponses: Record<number, ErrorResponse> = {
  400: { description: 'Malformed request', headers: [] },
  401: { description: 'Missing or invalid credential', headers: ['WWW-Authenticate', 'Clear-Site-Data'] },
  403: { description: 'Forbidden, or a change requested by another site', headers: [] },
  404: { description: 'Not found, or not accessible to the caller', headers: [] },
  405: { description: 'Method not allowed', headers: ['Allow'] },
  406: { description: 'Not acceptable', headers: [] },
  408: { description: 'The request body timed out', headers: [] },
  409: { description: 'Conflict with the current state of the resource', headers: ['Retry-After'] },
  412: { description: 'Precondition failed: the resource has changed', headers: [] },
  413: { description: 'Content too large', headers: [] },
  415: {
    description: 'Unsupported media type',
    headers: ['Accept', 'Accept-Post', 'Accept-Patch', 'Accept-Encoding'],
  },
  416: { description: 'Range not satisfiable', headers: ['Content-Range'] },
  417: { description: 'Expectation failed: only 100-continue is supported', headers: [] },
  422: { description: 'Invalid values', headers: [] },
  428: { description: 'Precondition required: If-Match is missing', headers: [] },
  429: { description: 'Too many requests', headers: ['Retry-After'] },
  431: { description: 'Request header fields too large', headers: [] },
  500: { description: 'Internal server error', headers: [] },
  501: { description: 'Unknown method', headers: [] },
  503: { description: 'Service unavailable', headers: ['Retry-After'] },
  507: { description: 'Insufficient storage', headers: [] },
}

/** The error responses that a method may have by its options, and those that its `replies` declare. */
export function errorResponsesOf(
  route: RouteDefinition,
  method: RouteMethod,
  spec: MethodSpec,
  known: KnownErrors,
): Record<string, unknown> {
  const isStream = producedTypes(spec).includes('text/event-stream')
  const hasBody = Boolean(spec.body ?? spec.upload)
  const possible: Record<number, boolean> = {
    400: true,
    401: true,
    403: spec.access !== 'public' || method !== 'GET',
    404: route.pattern.includes('{'),
    406: producedTypes(spec).length > 0,
    408: hasBody,
    409: method === 'POST',
    412: method === 'GET' ? !isStream : spec.precondition !== undefined,
    413: hasBody,
    415: hasBody,
    416: 206 in spec.replies,
    417: true,
    422: hasBody || spec.query !== undefined || method === 'POST',
    428: spec.precondition === 'required',
    429: true,
    431: true,
    500: true,
    503: true,
    507: method !== 'GET',
  }
  const errors = Object.keys(errorResponses).flatMap((status) => {
    const codes = ownCodes(spec.replies[Number(status)])
    return possible[Number(status)] || codes.length > 0 ? [[status, toReference(Number(status), codes, known)]] : []
  })
  const notModified = {
    description: 'Not modified',
    headers: headerReferences([...commonHeaders, 'ETag']),
  }
  return { ...(method === 'GET' && !isStream ? { 304: notModified } : {}), ...Object.fromEntries(errors) }
}

/** A reference, with the route's own errors in its description, which OpenAPI allows beside `$ref` (3.1.1, 4.8.23). */
function toReference(status: number, codes: readonly ErrorCode[], known: KnownErrors): Record<string, string> {
  const reasons = codes.map((code) => `${code}: ${known[code].title}.`)
  return {
    $ref: `#/components/responses/Refused${status}`,
    ...(reasons.length > 0 ? { description: `${errorResponses[status]?.description}. ${reasons.join(' ')}` } : {}),
  }
}

/** The responses of a path to methods that it does not have. */
export const unsupportedMethodResponses = {
  405: { $ref: '#/components/responses/Refused405' },
  501: { $ref: '#/components/responses/Refused501' },
}
