import { expect } from '@playwright/test'
import { pool, type Tx } from '#lib/core/db/client.ts'

/**
 * Waits until `count` backends are blocked by a lock that the transaction `holder` holds, whether they wait for it directly or
 * behind another waiter. `statement` restricts them to those whose current statement matches.
 */
export async function waitForBlockedBackends(holder: Tx, { count = 1, statement = /(?:)/ } = {}): Promise<void> {
  const [backend] = await holder.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
  if (!backend) throw new Error('PostgreSQL returned no process id')
  const listStatements = async () => {
    const { rows } = await pool.query<{ query: string }>(blockedBackends, [backend.pid])
    return rows.map(({ query }) => query).filter((query) => statement.test(query))
  }
  const message = `backends blocked by the transaction of process ${backend.pid}`
  const isReached = async () => (await listStatements()).length >= count
  await expect.poll(isReached, { message, timeout: 30_000, intervals: [20, 50, 100] }).toBe(true)
}

// A waiter for a row lock is blocked by the waiter before it in the queue, so the chain is followed to its end.
const blockedBackends = `
  WITH RECURSIVE waiting AS (
    SELECT pid, query, pg_blocking_pids(pid) AS blockers FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'
  ), blocked AS (
    SELECT pid, query FROM waiting WHERE $1::int = ANY (blockers)
    UNION
    SELECT waiting.pid, waiting.query FROM waiting JOIN blocked ON blocked.pid = ANY (waiting.blockers)
  )
  SELECT query FROM blocked`
