import { existsSync } from 'node:fs'
import path from 'node:path'
import { UserError } from '../../lib/core/db/user-error.ts'
import { describeEnvProblems } from '../../lib/core/env.ts'

export const root = path.resolve(import.meta.dirname, '../..')

/** Reads `.env` where there is one (what is set already wins) and throws a `UserError` that names each setting that cannot be used. */
export function loadSettings(): void {
  const file = path.join(root, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
  process.env.NEXT_TELEMETRY_DISABLED = '1'
  const problems = describeEnvProblems()
  if (problems.length > 0) throw new UserError(`check the settings.\n${problems.map((line) => `  ${line}`).join('\n')}`)
}

/** The data folder, before env.ts may be read for good. */
export function dataDir(): string {
  return path.resolve(process.env.LEXAI_DATA_DIR || path.join(root, 'data'))
}
