import fc from 'fast-check'

export type Schema = {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  minItems?: number
  maxItems?: number
  anyOf?: Schema[]
  oneOf?: Schema[]
}

const time = { min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }
const formats: Record<string, fc.Arbitrary<string>> = {
  email: fc.uuid().map((name) => `${name}@example.com`),
  uuid: fc.uuid(),
  'date-time': fc.date(time).map((at) => at.toISOString()),
  date: fc.date(time).map((at) => at.toISOString().slice(0, 10)),
}

/** Values that are valid for a JSON Schema; `named` has the schemas that it refers to. */
export function valuesOf(schema: Schema, named: Record<string, Schema>): fc.Arbitrary<unknown> {
  if (schema.$ref) return valuesOf(named[schema.$ref.split('/').at(-1) ?? ''] ?? {}, named)
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map((choice) => valuesOf(choice, named)))
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map((type) => valuesOf({ ...schema, type }, named)))
  if (schema.type === 'string') return stringOf(schema)
  const { minimum: min = 0, maximum: max = 1000 } = schema
  if (schema.type === 'integer') return fc.integer({ min: Math.max(min, -1000), max: Math.min(max, 1000) })
  if (schema.type === 'number') return fc.double({ min, max, noNaN: true })
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'null') return fc.constant(null)
  if (schema.type === 'array') {
    return fc.array(valuesOf(schema.items ?? {}, named), { minLength: schema.minItems ?? 0, maxLength: 3 })
  }
  if (!schema.properties) return fc.constant({})
  const members = Object.entries(schema.properties).map(([name, part]) => [name, valuesOf(part, named)] as const)
  return fc.record(Object.fromEntries(members), { requiredKeys: schema.required ?? [], noNullPrototype: true })
}

function stringOf({ format = '', pattern, minLength = 0, maxLength = 40 }: Schema): fc.Arbitrary<string> {
  const known = formats[format]
  if (known) return known
  // fast-check does not support Unicode classes in patterns; such a string need not match.
  if (pattern && !pattern.includes('\\p')) return fc.stringMatching(new RegExp(pattern))
  return fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, Math.max(minLength, 40)) })
}

type Change = { place: number; how: 'replace' | 'remove' | 'add'; odd: unknown; name: string }

/** A copy of the value with one part changed; `place` counts all parts, starting with the whole value. */
export function changed(value: unknown, { place, how, odd, name }: Change): unknown {
  const copy = structuredClone(value)
  const places = placesIn(copy)
  const at = places[(place % (places.length + 1)) - 1]
  if (!at) return how === 'add' && isObject(copy) ? { ...copy, [name]: odd } : odd
  const [parent, key] = at
  if (how === 'remove') delete parent[key]
  else if (how === 'add' && Array.isArray(parent[key])) parent[key].push(odd)
  else if (how === 'add' && isObject(parent[key])) (parent[key] as Record<string, unknown>)[name] = odd
  else parent[key] = odd
  return copy
}

function placesIn(value: unknown): [parent: Record<string, unknown>, key: string][] {
  if (!isObject(value)) return []
  return Object.keys(value).flatMap((key) => [
    [value, key] as [Record<string, unknown>, string],
    ...placesIn(value[key]),
  ])
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object'
}
