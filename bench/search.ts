import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '#lib/core/db/embedded-postgres.ts'
import { migrate } from '#lib/core/db/migrate.ts'

/**
 * Measures p50 and p99 of searches on a library of generated pages, next to plain `ts_rank_cd` in the same PostgreSQL. The library is created in
 * the database of DATABASE_URL, or in a separate one that is kept for the next run, because creating it takes minutes.
 */
export async function benchSearch({ pages = 100_000, rounds = 40 } = {}): Promise<void> {
  const given = process.env.DATABASE_URL
  const folder = join(tmpdir(), 'lexai-bench-search')
  mkdirSync(folder, { recursive: true })
  const postgres = given ? null : await startEmbeddedPostgres(folder, 'bench')
  try {
    process.env.DATABASE_URL = given ?? postgres?.url
    await migrate(process.env.DATABASE_URL ?? '')
    // Imported after DATABASE_URL is set, because its imports connect to the database.
    const { compareSearches } = await import('./search-kinds.ts')
    await compareSearches(pages, rounds)
  } finally {
    await postgres?.stop()
  }
}

if (import.meta.main) await benchSearch({ pages: Number(process.argv[2] ?? 100_000) })
