import { pool } from '#lib/core/db/client.ts'
import type { Prisma } from '#lib/core/db/generated/client.ts'

/** Runs a SQL query and returns its rows. */
export type RunQuery = <Row>(query: Prisma.Sql) => Promise<Row[]>

/** Runs a query on any connection, outside a transaction, with the planner's defaults. */
export const runOnPool: RunQuery = async ({ text, values }) => (await pool.query(text, values)).rows

/**
 * Runs `work` in a read-only REPEATABLE READ transaction, so that all its queries see one snapshot. The planner is restricted to indexes:
 * it has no statistics on lexemes, and its estimates would sometimes choose sequential scans.
 */
export async function withSnapshot<Result>(work: (run: RunQuery) => Promise<Result>): Promise<Result> {
  const client = await pool.connect()
  try {
    await client.query(
      `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off;
       SET LOCAL enable_mergejoin = off; SET LOCAL jit = off; SET LOCAL statement_timeout = '8s'`,
    )
    const result = await work(async ({ text, values }) => (await client.query(text, values)).rows)
    await client.query('COMMIT')
    client.release()
    return result
  } catch (error) {
    client.release(true)
    throw error
  }
}
