import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '#lib/core/db/embedded-postgres.ts'
import { migrate } from '#lib/core/db/migrate.ts'

/**
 * p50 and p99 of searches over a library of generated pages, beside plain `ts_rank_cd` in the same PostgreSQL. The library is made in the
 * database of DATABASE_URL, or in one of its own that is kept for the next run: making it takes minutes.
 */
export async function benchSearch({ pages = 100_000, rounds = 40 } = {}): Promise<void> {
  const given = process.env.DATABASE_URL
  const folder = join(tmpdir(), 'lexai-bench-search')
  mkdirSync(folder, { recursive: true })
  const postgres = given ? null : await startEmbeddedPostgres(folder, 'bench')
  try {
    process.env.DATABASE_URL = given ?? postgres?.url
    await migrate(process.env.DATABASE_URL ?? '')
    // Only now, for what it imports connects to the database that the environment names.
    const { compareSearches } = await import('./search-kinds.ts')
    await compareSearches(pages, rounds)
  } finally {
    await postgres?.stop()
  }
}

if (import.meta.main) await benchSearch({ pages: Number(process.argv[2] ?? 100_000) })
