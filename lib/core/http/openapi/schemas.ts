import { z } from 'zod'

export type JsonSchema = {
  properties?: Record<string, JsonSchema>
  required?: string[]
  $defs?: Record<string, JsonSchema>
  [keyword: string]: unknown
}

/** Turns zod schemas into JSON Schema 2020-12, and gathers those with a name of their own (`.meta({id})`) for `components`. */
export class Schemas {
  readonly named: Record<string, JsonSchema> = {}

  /** `input`: what the client sends, before defaults and coercion. `output`: what it gets. */
  of(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const made = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' })
    const { $schema: _, $defs = {}, ...rest } = inComponents(made as JsonSchema)
    Object.assign(this.named, $defs)
    return rest
  }
}

function inComponents(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'))
}
