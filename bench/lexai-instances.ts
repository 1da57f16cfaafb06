import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '#lib/core/db/embedded-postgres.ts'
import { migrate } from '#lib/core/db/migrate.ts'
import { findFreePort } from '#tests/support/global-setup.ts'
import { type Instance, startInstance } from '#tests/support/instance.ts'

/**
 * Runs `work` with `count` LexAI instances on a new PostgreSQL with one public origin, and deletes everything afterwards. This process uses
 * the same settings, so that modules of the app can be imported to prepare data.
 */
export async function withInstances(
  count: number,
  settings: Record<string, string>,
  work: (instances: Instance[]) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'lexai-bench-'))
  const postgres = await startEmbeddedPostgres(folder, 'bench')
  const instances: Instance[] = []
  try {
    await migrate(postgres.url)
    const port = String(await findFreePort())
    Object.assign(process.env, {
      PORT: port,
      AUTH_URL: `http://localhost:${port}`,
      AUTH_SECRET: randomBytes(32).toString('hex'),
      DATABASE_URL: postgres.url,
      LEXAI_DATA_DIR: folder,
      LEXAI_ADMIN_PASSWORD: randomBytes(12).toString('hex'),
      LEXAI_RATE_LIMIT_PER_MINUTE: '0',
      LEXAI_TRUST_PROXY: '127.0.0.1,::1',
      LEXAI_WORKERS: '0',
      LEXAI_LOG_LEVEL: 'warn',
      ...settings,
    })
    for (let at = 0; at < count; at++) {
      const own = at === 0 ? port : String(await findFreePort())
      instances.push(await startInstance({ PORT: own, AUTH_URL: `http://localhost:${port}` }))
    }
    await work(instances)
    const { pool } = await import('#lib/core/db/client.ts')
    await pool.end()
  } finally {
    await Promise.all(instances.map((instance) => instance.stop()))
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** The quantile of the values for a `share` from 0 to 1. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
