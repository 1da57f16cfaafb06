import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './settings.ts'

const schema = path.join(root, 'prisma/schema.prisma')
/** Beside the client lies the schema it was made from. */
const madeFrom = path.join(root, 'lib/core/db/generated/made-from.prisma')

/** Makes the database client unless the one that is here was made from this very schema: after a pull it may be of an older one. */
export async function generateIfNeeded(): Promise<void> {
  if (existsSync(madeFrom) && readFileSync(madeFrom, 'utf8') === readFileSync(schema, 'utf8')) return
  await import('../generate.ts')
}
