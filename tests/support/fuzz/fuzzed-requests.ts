import fc from 'fast-check'
import { invalidCursor, invalidHeader, invalidText, invalidValue } from './invalid-values.ts'
import { changed, type Schema, valuesOf } from './schema-values.ts'

type Parameter = { name: string; in: 'path' | 'query' | 'header'; schema: Schema }
type Operation = { parameters: Parameter[]; requestBody?: { content: Record<string, { schema: Schema }> } }
export type ApiDocument = {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}

/** A request to send. A path parameter that is null is replaced by the id of an existing resource. */
export type FuzzedRequest = {
  method: string
  pattern: string
  who: 'key' | 'cookie' | 'none' | 'both' | 'malformed'
  parts: Record<string, string | null>
  query: [string, string][]
  headers: Record<string, string>
  type: string | null
  body: string | null
}

const methods = ['get', 'post', 'put', 'patch', 'delete', 'options']
const invalidTypes = [
  'application/json',
  'text/plain',
  'multipart/form-data; boundary=b',
  'json',
  '*/*',
  'a/b; charset="',
]
const anyHeaders = [
  'Accept',
  'Accept-Encoding',
  'Origin',
  'Request-Id',
  'Accept-Language',
  'User-Agent',
  'Content-Encoding',
]

/** Requests generated from the OpenAPI document: valid ones in which some parts are replaced by invalid values. */
export function fuzzedRequest({ paths, components }: ApiDocument): fc.Arbitrary<FuzzedRequest> {
  const operations = Object.entries(paths).flatMap(([pattern, item]) =>
    methods.flatMap((method) => (item[method] ? [requestTo(pattern, method, item[method], components.schemas)] : [])),
  )
  return fc.oneof(...operations)
}

function requestTo(
  pattern: string,
  method: string,
  { parameters, requestBody }: Operation,
  named: Record<string, Schema>,
) {
  const of = (place: Parameter['in']) => parameters.filter((parameter) => parameter.in === place)
  const mostlyExisting = fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: invalidText })
  return fc.record<FuzzedRequest>({
    method: fc.constantFrom(...Array(9).fill(method.toUpperCase()), 'HEAD'),
    pattern: fc.constant(pattern),
    who: fc.constantFrom('key', 'key', 'key', 'cookie', 'cookie', 'none', 'both', 'malformed'),
    parts: fc.record(Object.fromEntries(of('path').map(({ name }) => [name, mostlyExisting]))),
    query: queryOf(of('query'), named),
    headers: headersOf(of('header')),
    ...bodyOf(requestBody?.content ?? {}, named),
  })
}

/** If-Match values that pass or fail the precondition, which random headers rarely do. */
const tags = fc.constantFrom('*', '"another"', 'W/"another"')

function headersOf(parameters: Parameter[]): fc.Arbitrary<Record<string, string>> {
  const names = parameters.map(({ name }) => name)
  const odd = fc.dictionary(fc.constantFrom(...names, ...anyHeaders), invalidHeader, { maxKeys: 3 })
  if (!names.includes('If-Match')) return odd
  return fc.tuple(fc.option(tags, { freq: 3 }), odd).map(([tag, some]) => (tag ? { 'If-Match': tag, ...some } : some))
}

function queryOf(parameters: Parameter[], named: Record<string, Schema>): fc.Arbitrary<[string, string][]> {
  const pairs = parameters.map(({ name, schema }) =>
    fc.oneof(
      {
        weight: 3,
        arbitrary: valuesOf(schema, named).map((value) => [value].flat().map((each) => [name, String(each)])),
      },
      { weight: 1, arbitrary: (name === 'cursor' ? invalidCursor : invalidText).map((value) => [[name, value]]) },
      { weight: 2, arbitrary: fc.constant([]) },
    ),
  )
  return fc.tuple(...pairs).map((all) => all.flat() as [string, string][])
}

function bodyOf(content: Record<string, { schema: Schema }>, named: Record<string, Schema>) {
  const [type = null] = Object.keys(content)
  const schema = type ? content[type]?.schema : undefined
  if (!type || !schema) return { type: fc.constant(null), body: fc.option(invalidText, { freq: 4 }) }
  const change = fc.record({
    place: fc.nat(20),
    how: fc.constantFrom('replace' as const, 'replace' as const, 'remove' as const, 'add' as const),
    odd: invalidValue,
    name: invalidText,
  })
  const value = fc.tuple(valuesOf(schema, named), fc.option(change, { freq: 6 }))
  const good = value.map(([whole, how]) => encode(type, how ? changed(whole, how) : whole))
  return {
    type: fc.oneof({ weight: 9, arbitrary: fc.constant(typeWithBoundary(type)) }, fc.constantFrom(...invalidTypes, '')),
    body: fc.oneof({ weight: 8, arbitrary: good }, { weight: 1, arbitrary: garbled(good) }, invalidText),
  }
}

const boundary = 'boundary-of-the-fuzz'
const typeWithBoundary = (type: string) => (type.startsWith('multipart/') ? `${type}; boundary=${boundary}` : type)

function encode(type: string, value: unknown): string {
  if (type.includes('json')) return JSON.stringify(value) ?? ''
  if (type === 'application/pdf') return String(value)
  const fields = Object.entries((value ?? {}) as Record<string, unknown>).flatMap(([name, each]) =>
    [each].flat().map((one) => [name, typeof one === 'string' ? one : (JSON.stringify(one) ?? '')] as const),
  )
  if (!type.startsWith('multipart/'))
    return new URLSearchParams(fields.map(([n, v]) => [n, v.toWellFormed()])).toString()
  const parts = fields.map(([name, text]) => {
    const file = name === 'file' ? '; filename="a.pdf"\r\nContent-Type: application/pdf' : ''
    return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${name === 'file' ? '%PDF-' : ''}${text}\r\n`
  })
  return `${parts.join('')}--${boundary}--\r\n`
}

/** The text with a piece removed or replaced by invalid JSON. */
function garbled(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const insert = fc.constantFrom('', '', '1e400', '"', ',', '\\', '\\ud800', '\0', '['.repeat(5000))
  return fc.tuple(text, fc.nat(200), fc.nat(10), insert).map(([whole, from, count, piece]) => {
    const at = from % (whole.length + 1)
    return whole.slice(0, at) + piece + whole.slice(at + count)
  })
}
