import { pool } from '#lib/core/db/client.ts'

/** Runs SQL on one connection, in one snapshot. */
export type Reading = <Row>(sql: string, values: readonly unknown[]) => Promise<Row[]>

/** Single queries, planned as PostgreSQL likes. */
export const readPlainly: Reading = async (sql, values) => (await pool.query(sql, [...values])).rows

/**
 * Gives `read` one unchanging view of the database, with the planner held to indexes: what it guesses of words that it has no
 * figures for would sometimes have it read whole tables.
 */
export async function withReading<Result>(read: (sql: Reading) => Promise<Result>): Promise<Result> {
  const client = await pool.connect()
  try {
    await client.query(
      `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off;
       SET LOCAL enable_mergejoin = off; SET LOCAL jit = off; SET LOCAL statement_timeout = '8s'`,
    )
    const result = await read(async (sql, values) => (await client.query(sql, [...values])).rows)
    await client.query('COMMIT')
    client.release()
    return result
  } catch (error) {
    client.release(true)
    throw error
  }
}
