import type { ErrorCode, KnownErrors } from '../errors.ts'
import type { RouteMethod } from './methods.ts'
import { everywhere, type HeaderName, headerComponents, headerReferences } from './openapi-headers.ts'
import { type AnyMethodSpec, ownCodes, producedTypes, type RouteDefinition } from './route-spec.ts'

const string = { type: 'string' }

/** The problem (RFC 9457), the answers that are one, and the headers. */
export function errorComponents(errors: KnownErrors) {
  return {
    schemas: {
      Problem: {
        type: 'object',
        required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
        properties: {
          type: { ...string, description: '/problems/<code>, a page that explains it' },
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
      Object.entries(refusals).map(([status, { description, headers }]) => [
        `Refused${status}`,
        {
          description,
          headers: headerReferences([...everywhere, 'Idempotency-Replayed', ...headers]),
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      ]),
    ),
  }
}

type Refusal = { description: string; headers: HeaderName[] }

const refusals: Record<number, Refusal> = {
  400: { description: 'It could not be read', headers: [] },
  401: { description: 'No credential, or one that is not valid', headers: ['WWW-Authenticate', 'Clear-Site-Data'] },
  403: { description: 'Not allowed, or a change that comes from another site', headers: [] },
  404: { description: 'Not there, or not for you', headers: [] },
  405: { description: 'Not a method of this address', headers: ['Allow'] },
  406: { description: 'No acceptable form', headers: [] },
  408: { description: 'The body stopped coming', headers: [] },
  409: { description: 'It conflicts with the state of things', headers: ['Retry-After'] },
  412: { description: 'It has changed since', headers: [] },
  413: { description: 'Too large', headers: [] },
  415: {
    description: 'Not a kind of body taken here',
    headers: ['Accept', 'Accept-Post', 'Accept-Patch', 'Accept-Encoding'],
  },
  416: { description: 'No byte of that range', headers: ['Content-Range'] },
  417: { description: 'Only 100-continue can be expected', headers: [] },
  422: { description: 'Some values are not acceptable', headers: [] },
  428: { description: 'If-Match is needed', headers: [] },
  429: { description: 'Too many requests', headers: ['Retry-After'] },
  431: { description: 'The headers are too large', headers: [] },
  500: { description: 'Our fault', headers: [] },
  501: { description: 'Not a method that HTTP knows', headers: [] },
  503: { description: 'Not ready', headers: ['Retry-After'] },
  507: { description: 'No disk space left', headers: [] },
}

/** What a method may refuse with, by what it asks for; what a route adds of its own stands in its `replies`. */
export function refusalsOf(
  route: RouteDefinition,
  method: RouteMethod,
  spec: AnyMethodSpec,
  errors: KnownErrors,
): Record<string, unknown> {
  const isStream = producedTypes(spec).includes('text/event-stream')
  const hasBody = Boolean(spec.body ?? spec.form ?? spec.upload)
  const may: Record<number, boolean> = {
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
    428: spec.precondition === 'needed',
    429: true,
    431: true,
    500: true,
    503: true,
    507: method !== 'GET',
  }
  const refused = Object.keys(refusals).flatMap((status) => {
    const codes = ownCodes(spec.replies[Number(status)])
    return may[Number(status)] || codes.length > 0 ? [[status, refusal(Number(status), codes, errors)]] : []
  })
  const notModified = {
    description: 'What you hold is still current',
    headers: headerReferences([...everywhere, 'ETag']),
  }
  return { ...(method === 'GET' && !isStream ? { 304: notModified } : {}), ...Object.fromEntries(refused) }
}

/** Beside a reference OpenAPI lets a description stand (3.1.1, 4.8.23): here the reasons that are the route's own. */
function refusal(status: number, codes: readonly ErrorCode[], errors: KnownErrors): Record<string, string> {
  const reasons = codes.map((code) => `${code}: ${errors[code].title}.`)
  return {
    $ref: `#/components/responses/Refused${status}`,
    ...(reasons.length > 0 ? { description: `${refusals[status]?.description}. ${reasons.join(' ')}` } : {}),
  }
}

/** What a path answers to methods that are no operation of it. */
export const otherMethods = {
  405: { $ref: '#/components/responses/Refused405' },
  501: { $ref: '#/components/responses/Refused501' },
}
