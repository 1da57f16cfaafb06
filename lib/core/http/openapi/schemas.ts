import { z } from 'zod'

export type JsonSchema = {
  properties?: Record<string, JsonSchema>
  required?: string[]
  $defs?: Record<string, JsonSchema>
  [keyword: string]: unknown
}

/** Converts zod schemas to JSON Schema 2020-12 and collects those with an id (`.meta({ id })`) for `components`. */
export class Schemas {
  readonly named: Record<string, JsonSchema> = {}

  /** `input` is what the client sends, before defaults and coercion; `output` is what it receives. */
  of(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const converted = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' })
    const { $schema: _, $defs = {}, ...rest } = inComponents(converted as JsonSchema)
    Object.assign(this.named, $defs)
    return rest
  }
}

function inComponents(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'))
}
