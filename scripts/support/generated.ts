import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './settings.ts'

const schema = path.join(root, 'prisma/schema.prisma')
/** A copy of the schema that the client was generated from. */
const generatedFrom = path.join(root, 'lib/core/db/generated/made-from.prisma')

/** Generates the database client unless it was generated from the current schema, which may have changed with a git pull. */
export async function generateIfNeeded(): Promise<void> {
  if (existsSync(generatedFrom) && readFileSync(generatedFrom, 'utf8') === readFileSync(schema, 'utf8')) return
  await import('../generate.ts')
}
