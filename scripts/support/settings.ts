import { existsSync } from 'node:fs'
import path from 'node:path'
import { UserError } from '../../lib/core/db/user-error.ts'
import { describeEnvProblems } from '../../lib/core/env.ts'

export const root = path.resolve(import.meta.dirname, '../..')

/** Loads `.env` if it exists, without overriding variables that are set. Throws a UserError that lists all invalid settings. */
export function loadSettings(): void {
  const file = path.join(root, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
  process.env.NEXT_TELEMETRY_DISABLED = '1'
  const problems = describeEnvProblems()
  if (problems.length > 0) throw new UserError(`check the settings.\n${problems.map((line) => `  ${line}`).join('\n')}`)
}

/** The data folder. For use before env.ts is imported, which reads all settings once. */
export function dataDir(): string {
  return path.resolve(process.env.LEXAI_DATA_DIR || path.join(root, 'data'))
}
