import type { KnownErrors } from '../errors.ts'
import { jsonTypes } from './body.ts'
import type { RouteMethod } from './methods.ts'
import { errorComponents, otherMethods, refusalsOf } from './openapi-errors.ts'
import { everywhere, headerReferences, replyHeaders } from './openapi-headers.ts'
import { type JsonSchema, Schemas } from './openapi-schemas.ts'
import { type Access, type AnyMethodSpec, type RouteDefinition, replyForms } from './route-spec.ts'

type Part = Record<string, unknown>

/** The OpenAPI 3.1 document of these routes, from the very schemas that they parse with. `errors` are those of the whole application. */
export function describeApi(routes: readonly RouteDefinition[], errors: KnownErrors): Part {
  const schemas = new Schemas()
  const shared = errorComponents(errors)
  const paths: Record<string, Part> = {}
  for (const route of [...routes].sort((a, b) => (a.pattern < b.pattern ? -1 : 1))) {
    const methods = Object.entries(route.methods) as [RouteMethod, AnyMethodSpec][]
    if (methods.length === 0) continue
    paths[route.pattern] = {
      ...Object.fromEntries(
        methods.map(([method, spec]) => [method.toLowerCase(), describeMethod(route, method, spec, schemas, errors)]),
      ),
      options: describeOptions(route),
      'x-other-methods': otherMethods,
    }
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'LexAI',
      version: '1',
      description:
        'Keep contracts, read them, search them. HEAD answers wherever GET does; x-other-methods says what a method that a path lacks is answered with.',
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
          description: 'From POST /sessions; five minutes.',
        },
        apiKey: { type: 'http', scheme: 'bearer', bearerFormat: 'lexai_…', description: 'From POST /api-keys.' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'lexai.session',
          description: 'Of LexAI’s own pages; same origin only.',
        },
      },
    },
  }
}

function describeMethod(
  route: RouteDefinition,
  method: RouteMethod,
  spec: AnyMethodSpec,
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
    responses: { ...goodReplies(method, spec, schemas), ...refusalsOf(route, method, spec, errors) },
  }
}

function credentialsFor(access: Access): Record<string, Access[]>[] {
  if (access === 'public') return [{}]
  if (access === 'person') return [{ accessToken: [] }, { session: [] }]
  const scope = access === 'signed-in' ? [] : [access]
  return [{ accessToken: scope }, { apiKey: scope }, { session: scope }]
}

/** OPTIONS is no operation of anybody's, but a browser's question before it sends one; it is answered to everybody. */
function describeOptions(route: RouteDefinition): Part {
  const headers = headerReferences([
    ...everywhere,
    'Allow',
    'Access-Control-Allow-Methods',
    'Access-Control-Allow-Headers',
    'Access-Control-Max-Age',
  ])
  return {
    operationId: operationId('OPTIONS', route.pattern),
    summary: 'What this address takes, and, as a preflight, from where',
    tags: [route.pattern.split('/')[1]],
    security: [{}],
    parameters: [...route.pattern.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => pathParameter(name)),
    responses: { 204: { description: 'Allow names the methods', headers } },
  }
}

function operationId(method: RouteMethod | 'OPTIONS', pattern: string): string {
  const words = pattern.split(/[^A-Za-z0-9]+/).filter(Boolean)
  return method.toLowerCase() + words.map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`).join('')
}

function pathParameters({ pattern }: RouteDefinition, spec: AnyMethodSpec, schemas: Schemas): Part[] {
  const known = spec.params ? (schemas.of(spec.params, 'input').properties ?? {}) : {}
  return [...pattern.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => pathParameter(name, known[name]))
}

function pathParameter(name: string, schema: JsonSchema = { type: 'string' }): Part {
  return { name, in: 'path', required: true, schema }
}

function queryParameters(spec: AnyMethodSpec, schemas: Schemas): Part[] {
  if (!spec.query) return []
  const { properties = {}, required = [] } = schemas.of(spec.query, 'input')
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    ...(required.includes(name) ? { required: true } : {}),
    schema,
  }))
}

function headerParameters(method: RouteMethod, spec: AnyMethodSpec): Part[] {
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
    ...(method === 'GET' && !isStream ? [header('If-None-Match', 'Tags already held: 304 if one still holds.')] : []),
    ...(206 in spec.replies
      ? [header('Range', 'One range of bytes.'), header('If-Range', 'The range counts only for this tag.')]
      : []),
    ...(method === 'POST'
      ? [header('Idempotency-Key', 'The same key again gives the first answer again, for 24 h.')]
      : []),
    ...(spec.precondition === 'needed' ? [header('If-Match', 'The ETag that the change was made from.', true)] : []),
    ...(spec.precondition === 'if-sent' ? [header('If-Match', 'Delete only this state.')] : []),
    ...(isStream ? [header('Last-Event-ID', 'Goes on after this event.')] : []),
  ]
}

function requestBody(method: RouteMethod, spec: AnyMethodSpec, schemas: Schemas): Part | null {
  const content = (types: readonly string[], schema: JsonSchema) =>
    Object.fromEntries(types.map((type) => [type, { schema }]))
  if (spec.body) return { required: true, content: content(jsonTypes(method), schemas.of(spec.body, 'input')) }
  if (spec.form)
    return { required: true, content: content(['application/x-www-form-urlencoded'], schemas.of(spec.form, 'input')) }
  if (!spec.upload) return null
  const { accepts, schema } = spec.upload
  const whole = schema ? schemas.of(schema, 'input') : { type: 'string', contentMediaType: 'application/octet-stream' }
  return { required: true, content: content(accepts, whole) }
}

function goodReplies(method: RouteMethod, spec: AnyMethodSpec, schemas: Schemas): Record<string, Part> {
  return Object.fromEntries(
    Object.entries(spec.replies)
      .filter(([status]) => Number(status) < 400)
      .map(([status, reply]) => {
        const forms = replyForms(reply)
        const content = Object.fromEntries(
          forms.map(({ contentType, schema }) => [contentType, schema ? { schema: schemas.of(schema, 'output') } : {}]),
        )
        const description = forms[0]?.description ?? descriptions[status] ?? 'The answer'
        const headers = replyHeaders(method, Number(status), spec)
        return [status, { description, headers, ...(forms.length > 0 ? { content } : {}) }]
      }),
  )
}

const descriptions: Record<string, string> = {
  200: 'Here it is',
  201: 'Created; Location names it',
  202: 'Taken on; not done yet',
  204: 'Done; nothing to say',
  206: 'The part that Range asked for',
}
