/** The parts of an OpenAPI 3.1 document that the reference shows. */
export type Schema = {
  $ref?: string
  type?: string | string[]
  description?: string
  enum?: unknown[]
  const?: unknown
  default?: unknown
  format?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  prefixItems?: Schema[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  additionalProperties?: Schema | boolean
}

export type Parameter = {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  description?: string
  schema: Schema
}
type Content = Record<string, { schema?: Schema }>
export type ApiResponse = { $ref?: string; description?: string; headers?: Record<string, unknown>; content?: Content }

export type Operation = {
  id: string
  method: string
  path: string
  tag: string
  summary: string
  /** The permission that is required; empty for any signed-in person, null if no sign-in is required. */
  permission: string | null
  parameters: Parameter[]
  body: { contentType: string; schema: Schema } | null
  responses: [status: string, response: ApiResponse][]
}

type RawOperation = {
  operationId: string
  summary: string
  tags: string[]
  security: Record<string, string[]>[]
  parameters: Parameter[]
  requestBody?: { content: Content }
  responses: Record<string, ApiResponse>
}

export type ApiDocument = {
  openapi: string
  paths: Record<string, Record<string, RawOperation>>
  components: { schemas: Record<string, Schema>; responses: Record<string, ApiResponse> }
}

/** Excludes OPTIONS, which browsers send by themselves, and the keys of a path that are not methods. */
const operationMethods = ['get', 'post', 'put', 'patch', 'delete']

/** Every operation, in the order of the document. */
export function listOperations(document: ApiDocument): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => operationMethods.includes(method))
      .map(([method, raw]) => ({
        id: raw.operationId,
        method: method.toUpperCase(),
        path,
        tag: raw.tags[0] ?? '',
        summary: raw.summary,
        permission: raw.security[0]?.accessToken?.[0] ?? (raw.security[0]?.accessToken ? '' : null),
        parameters: raw.parameters,
        body: firstBody(raw.requestBody?.content),
        responses: Object.entries(raw.responses).map(
          ([status, response]) => [status, resolveResponse(document, response)] as [string, ApiResponse],
        ),
      })),
  )
}

function firstBody(content: Content | undefined): Operation['body'] {
  const first = Object.entries(content ?? {})[0]
  return first ? { contentType: first[0], schema: first[1].schema ?? {} } : null
}

function resolveResponse(document: ApiDocument, response: ApiResponse): ApiResponse {
  const name = response.$ref?.split('/').at(-1)
  return name ? { ...document.components.responses[name], ...response } : response
}

/** The schema itself, or the component that its `$ref` names. */
export function resolve(document: ApiDocument, schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1)
  return name ? (document.components.schemas[name] ?? {}) : schema
}

/** The fields of a URL-encoded body. */
export function formFields(document: ApiDocument, schemaOrReference: Schema): { name: string; required: boolean }[] {
  const { properties = {}, required = [] } = resolve(document, schemaOrReference)
  return Object.keys(properties).map((name) => ({ name, required: required.includes(name) }))
}

/** An example value of a schema. */
export function sampleOf(document: ApiDocument, schemaOrReference: Schema, depth = 0): unknown {
  const schema = resolve(document, schemaOrReference)
  if (schema.default !== undefined) return schema.default
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0]
  if (choice) return sampleOf(document, choice, depth + 1)
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (depth > 6) return null
  if (type === 'object' || schema.properties) {
    const entries = Object.entries(schema.properties ?? {})
    return Object.fromEntries(entries.map(([name, part]) => [name, sampleOf(document, part, depth + 1)]))
  }
  if (type === 'array') return schema.items ? [sampleOf(document, schema.items, depth + 1)] : []
  if (type === 'number' || type === 'integer') return 1
  if (type === 'boolean') return false
  if (type === 'null') return null
  if (schema.format === 'email') return 'ada@example.com'
  return type === 'string' ? '' : null
}

/** The schema as a TypeScript type. */
export function typeOf(document: ApiDocument, schemaOrReference: Schema, indent = ''): string {
  const schema = resolve(document, schemaOrReference)
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return choices.map((choice) => typeOf(document, choice, indent)).join(' | ')
  if (Array.isArray(schema.type)) {
    return schema.type.map((type) => typeOf(document, { ...schema, type }, indent)).join(' | ')
  }
  if (schema.properties) {
    const inner = `${indent}  `
    const lines = Object.entries(schema.properties).map(([name, part]) => {
      const key = /^\w+$/.test(name) ? name : JSON.stringify(name)
      return `${inner}${key}${schema.required?.includes(name) ? '' : '?'}: ${typeOf(document, part, inner)}`
    })
    return `{\n${lines.join('\n')}\n${indent}}`
  }
  if (schema.type === 'array') {
    if (schema.prefixItems) return `[${schema.prefixItems.map((item) => typeOf(document, item, indent)).join(', ')}]`
    const item = typeOf(document, schema.items ?? {}, indent)
    return item.includes(' | ') ? `(${item})[]` : `${item}[]`
  }
  if (schema.type === 'object') return 'Record<string, unknown>'
  if (schema.type === 'integer' || schema.type === 'number') return 'number'
  return schema.type === 'string' || schema.type === 'boolean' || schema.type === 'null' ? schema.type : 'unknown'
}

/** The TypeScript type of the JSON that a successful response holds; `undefined` for operations without one. */
export function responseTypeOf(document: ApiDocument, { responses }: Operation): string {
  const success = responses.find(([status]) => Number(status) < 300)?.[1]
  const schema = success?.content?.['application/json']?.schema
  return schema ? typeOf(document, schema) : 'undefined'
}
