import type { KnownErrors } from '../../errors.ts'
import type { RouteMethod } from '../methods.ts'
import type { Access } from '../route/authorise.ts'
import type { MethodSpec, RouteDefinition } from '../route/method-spec.ts'
import { replyForms } from '../route/replies.ts'
import { acceptedTypes } from '../route/request-body.ts'
import { errorComponents, errorResponsesOf, unsupportedMethodResponses } from './error-responses.ts'
import { commonHeaders, headerReferences } from './headers.ts'
import { replyHeaders } from './reply-headers.ts'
import { type JsonSchema, Schemas } from './schemas.ts'

type Part = Record<string, unknown>

/**
 * The OpenAPI 3.1 document of these routes, from the schemas that they validate with. `errors` are those of the whole application.
 */
export function describeApi(routes: readonly RouteDefinition[], errors: KnownErrors): Part {
  const schemas = new Schemas()
  const shared = errorComponents(errors)
  const paths: Record<string, Part> = {}
  for (const route of [...routes].sort((a, b) => (a.pattern < b.pattern ? -1 : 1))) {
    const methods = Object.entries(route.methods) as [RouteMethod, MethodSpec][]
    if (methods.length === 0) continue
    paths[route.pattern] = {
      ...Object.fromEntries(
        methods.map(([method, spec]) => [method.toLowerCase(), describeMethod(route, method, spec, schemas, errors)]),
      ),
      options: describeOptions(route),
      'x-other-methods': unsupportedMethodResponses,
    }
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'LexAI',
      version: '1',
      description:
        'Store, read and search contracts. HEAD is supported wherever GET is. x-other-methods describes the responses to methods that a path does not have.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    paths,
    components: {
      ...shared,
      schemas: { ...shared.schemas, ...schemas.named },
      securitySchemes: {
        accessToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'Returned by POST /sessions; valid for five minutes.',
        },
        apiKey: { type: 'http', scheme: 'bearer', bearerFormat: 'lexai_…', description: 'Returned by POST /api-keys.' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'lexai.session',
          description: 'Set by LexAI’s own pages; same origin only.',
        },
      },
    },
  }
}

function describeMethod(
  route: RouteDefinition,
  method: RouteMethod,
  spec: MethodSpec,
  schemas: Schemas,
  errors: KnownErrors,
): Part {
  const body = requestBody(method, spec, schemas)
  return {
    operationId: operationId(method, route.pattern),
    summary: spec.summary,
    tags: [route.pattern.split('/')[1]],
    security: credentialsFor(spec.access),
    parameters: [
      ...pathParameters(route, spec, schemas),
      ...queryParameters(spec, schemas),
      ...headerParameters(method, spec),
    ],
    ...(body ? { requestBody: body } : {}),
    responses: { ...successfulReplies(method, spec, schemas), ...errorResponsesOf(route, method, spec, errors) },
  }
}

function credentialsFor(access: Access): Record<string, Access[]>[] {
  if (access === 'public') return [{}]
  if (access === 'session') return [{ accessToken: [] }, { session: [] }]
  const scope = access === 'signed-in' ? [] : [access]
  return [{ accessToken: scope }, { apiKey: scope }, { session: scope }]
}

/** OPTIONS needs no credential, because browsers send preflights without one. */
function describeOptions(route: RouteDefinition): Part {
  const headers = headerReferences([
    ...commonHeaders,
    'Allow',
    'Access-Control-Allow-Methods',
    'Access-Control-Allow-Headers',
    'Access-Control-Max-Age',
  ])
  return {
    operationId: operationId('OPTIONS', route.pattern),
    summary: 'List the methods of this path; as a CORS preflight, also the allowed origins',
    tags: [route.pattern.split('/')[1]],
    security: [{}],
    parameters: [...route.pattern.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => pathParameter(name)),
    responses: { 204: { description: 'No content; Allow lists the methods', headers } },
  }
}

function operationId(method: RouteMethod | 'OPTIONS', pattern: string): string {
  const words = pattern.split(/[^A-Za-z0-9]+/).filter(Boolean)
  return method.toLowerCase() + words.map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`).join('')
}

function pathParameters({ pattern }: RouteDefinition, spec: MethodSpec, schemas: Schemas): Part[] {
  const schemasByName = spec.params ? (schemas.of(spec.params, 'input').properties ?? {}) : {}
  return [...pattern.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => pathParameter(name, schemasByName[name]))
}

function pathParameter(name: string, schema: JsonSchema = { type: 'string' }): Part {
  return { name, in: 'path', required: true, schema }
}

function queryParameters(spec: MethodSpec, schemas: Schemas): Part[] {
  if (!spec.query) return []
  const { properties = {}, required = [] } = schemas.of(spec.query, 'input')
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    ...(required.includes(name) ? { required: true } : {}),
    schema,
  }))
}

function headerParameters(method: RouteMethod, spec: MethodSpec): Part[] {
  const header = (name: string, description: string, required = false) => ({
    name,
    in: 'header',
    ...(required ? { required } : {}),
    description,
    schema: { type: 'string' },
  })
  const types = replyForms(spec.replies[200]).map(({ contentType }) => contentType)
  const isStream = types.includes('text/event-stream')
  return [
    ...(method === 'GET' && !isStream
      ? [header('If-None-Match', 'Entity tags that the client has cached: 304 if one is current.')]
      : []),
    ...(206 in spec.replies
      ? [header('Range', 'One range of bytes.'), header('If-Range', 'Apply Range only if this entity tag is current.')]
      : []),
    ...(method === 'POST'
      ? [
          header(
            'Idempotency-Key',
            'Makes the request idempotent: a repetition with the same key gets the first response, for 24 hours.',
          ),
        ]
      : []),
    ...(spec.precondition === 'required'
      ? [header('If-Match', 'The ETag of the version that the change is based on.', true)]
      : []),
    ...(spec.precondition === 'optional' ? [header('If-Match', 'Delete only if this ETag is current.')] : []),
    ...(isStream ? [header('Last-Event-ID', 'Continue after this event.')] : []),
  ]
}

function requestBody(method: RouteMethod, spec: MethodSpec, schemas: Schemas): Part | null {
  const content = (types: readonly string[], schema: JsonSchema) =>
    Object.fromEntries(types.map((type) => [type, { schema }]))
  if (spec.body) {
    const types = acceptedTypes(method, spec.body)
    return { required: true, content: content(types, schemas.of(spec.body.schema, 'input')) }
  }
  if (!spec.upload) return null
  const { accepts, schema } = spec.upload
  const whole = schema ? schemas.of(schema, 'input') : { type: 'string', contentMediaType: 'application/octet-stream' }
  return { required: true, content: content(accepts, whole) }
}

function successfulReplies(method: RouteMethod, spec: MethodSpec, schemas: Schemas): Record<string, Part> {
  return Object.fromEntries(
    Object.entries(spec.replies)
      .filter(([status]) => Number(status) < 400)
      .map(([status, reply]) => {
        const forms = replyForms(reply)
        const content = Object.fromEntries(
          forms.map(({ contentType, schema }) => [contentType, schema ? { schema: schemas.of(schema, 'output') } : {}]),
        )
        const description = forms[0]?.description ?? descriptions[status] ?? 'Success'
        const headers = replyHeaders(method, Number(status), spec)
        return [status, { description, headers, ...(forms.length > 0 ? { content } : {}) }]
      }),
  )
}

const descriptions: Record<string, string> = {
  200: 'OK',
  201: 'Created; Location is the path of the new resource',
  202: 'Accepted; not completed yet',
  204: 'No content',
  206: 'Partial content: the requested range',
}
