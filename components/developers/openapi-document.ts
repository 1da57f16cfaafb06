/** The parts of an OpenAPI 3.1 document that the page shows. */
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
export type Answer = { $ref?: string; description?: string; headers?: Record<string, unknown>; content?: Content }

export type Operation = {
  id: string
  method: string
  path: string
  tag: string
  summary: string
  /** Null: everybody may; else the permission, or empty for everybody who is signed in. */
  permission: string | null
  parameters: Parameter[]
  body: { contentType: string; schema: Schema } | null
  answers: [status: string, answer: Answer][]
}

type RawOperation = {
  operationId: string
  summary: string
  tags: string[]
  security: Record<string, string[]>[]
  parameters: Parameter[]
  requestBody?: { content: Content }
  responses: Record<string, Answer>
}

export type ApiDocument = {
  openapi: string
  paths: Record<string, Record<string, RawOperation>>
  components: { schemas: Record<string, Schema>; responses: Record<string, Answer> }
}

/** OPTIONS is left out, which browsers ask by themselves, and what is not a method. */
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
        answers: Object.entries(raw.responses).map(
          ([status, answer]) => [status, resolveAnswer(document, answer)] as [string, Answer],
        ),
      })),
  )
}

function firstBody(content: Content | undefined): Operation['body'] {
  const first = Object.entries(content ?? {})[0]
  return first ? { contentType: first[0], schema: first[1].schema ?? {} } : null
}

function resolveAnswer(document: ApiDocument, answer: Answer): Answer {
  const name = answer.$ref?.split('/').at(-1)
  return name ? { ...document.components.responses[name], ...answer } : answer
}

/** The schema that a reference names. */
export function resolve(document: ApiDocument, schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1)
  return name ? (document.components.schemas[name] ?? {}) : schema
}

/** The fields of a form's body. */
export function formFields(document: ApiDocument, given: Schema): { name: string; required: boolean }[] {
  const { properties = {}, required = [] } = resolve(document, given)
  return Object.keys(properties).map((name) => ({ name, required: required.includes(name) }))
}

/** A value of the schema's shape, to begin from. */
export function sampleOf(document: ApiDocument, given: Schema, depth = 0): unknown {
  const schema = resolve(document, given)
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
export function typeOf(document: ApiDocument, given: Schema, indent = ''): string {
  const schema = resolve(document, given)
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
