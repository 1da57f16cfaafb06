import { errorCatalogue } from '../errors.ts'
import type { RouteMethod } from './methods.ts'
import { headerComponents, headerReferences } from './openapi-headers.ts'
import { type AnyMethodSpec, producedTypes, type RouteDefinition } from './route-spec.ts'

const string = { type: 'string' }

/** The problem (RFC 9457), the answers that are one, and the headers. */
export function errorComponents() {
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
          code: { ...string, enum: Object.keys(errorCatalogue) },
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
          headers: headerReferences(['Request-Id', 'Cache-Control', 'Vary', ...headers]),
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      ]),
    ),
  }
}

type Refusal = { description: string; headers: (keyof typeof headerComponents)[] }

const refusals: Record<number, Refusal> = {
  400: { description: 'It could not be read', headers: [] },
  401: { description: 'No credential, or one that is not valid', headers: ['WWW-Authenticate'] },
  403: { description: 'Not allowed, or a change that comes from another site', headers: [] },
  404: { description: 'Not there, or not for you', headers: [] },
  405: { description: 'Not a method of this address', headers: ['Allow'] },
  406: { description: 'No acceptable form', headers: [] },
  409: { description: 'It conflicts with the state of things', headers: ['Retry-After'] },
  412: { description: 'It has changed since', headers: [] },
  413: { description: 'Too large', headers: [] },
  415: { description: 'Not a kind of body taken here', headers: ['Accept-Post', 'Accept-Patch'] },
  416: { description: 'No byte of that range', headers: ['Content-Range'] },
  422: { description: 'Some values are not acceptable', headers: [] },
  428: { description: 'If-Match is needed', headers: [] },
  429: { description: 'Too many requests', headers: ['Retry-After', 'RateLimit-Policy', 'RateLimit'] },
  500: { description: 'Our fault', headers: [] },
  503: { description: 'Not ready', headers: ['Retry-After'] },
}

/** What a method may refuse with, by what it asks for; what a route adds of its own stands in its `replies`. */
export function refusalsOf(route: RouteDefinition, method: RouteMethod, spec: AnyMethodSpec): Record<string, unknown> {
  const hasBody = Boolean(spec.body ?? spec.form ?? spec.upload)
  const may: Record<number, boolean> = {
    400: true,
    401: true,
    403: spec.access !== 'public',
    404: route.pattern.includes('{'),
    406: producedTypes(spec).length > 0,
    409: method === 'POST',
    412: method !== 'POST',
    413: hasBody,
    415: hasBody,
    416: 206 in spec.replies,
    422: hasBody || spec.query !== undefined || method === 'POST',
    428: spec.precondition === true,
    429: spec.access !== 'public' || method !== 'GET',
    500: true,
    503: true,
  }
  const statuses = Object.keys(may).filter((status) => may[Number(status)] && !(Number(status) in spec.replies))
  const good = statuses.map((status) => [status, { $ref: `#/components/responses/Refused${status}` }])
  const notModified = {
    description: 'What you hold is still current',
    headers: headerReferences(['ETag', 'Cache-Control', 'Vary']),
  }
  return { ...(method === 'GET' ? { 304: notModified } : {}), ...Object.fromEntries(good) }
}
