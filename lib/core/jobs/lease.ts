import pg from 'pg'
import { connectionConfig } from '../db/connection.ts'
import { env } from '../env.ts'
import { log } from '../log.ts'

/** An advisory lock, held by a connection of its own, that shows that a job runner is alive. */
export type Lease = { release: () => Promise<void> }

const lockNamespace = 0x6c657862
const checkIntervalMs = 5_000
/** A runner that has just started may lock a job shortly before it acquires its lease. */
const minLockAge = '2 seconds'

/**
 * Holds an advisory lock for this runner until the process ends, and unlocks the jobs of dead runners, now and every few seconds.
 * graphile-worker alone would unlock the jobs of a killed process only after four hours.
 */
export async function acquireLease(runnerId: string): Promise<Lease> {
  let client = await connectAndLock(runnerId)
  let isReleased = false
  await releaseJobsOfDeadWorkers(client, runnerId)

  const timer = setInterval(async () => {
    try {
      await releaseJobsOfDeadWorkers(client, runnerId)
    } catch (error) {
      log.warn({ err: error, part: 'jobs' }, 'the lease was lost; acquiring it again')
      await client.end().catch(() => {})
      const next = await connectAndLock(runnerId).catch(() => null)
      if (next) client = next
      if (isReleased) await client.end().catch(() => {})
    }
  }, checkIntervalMs)

  const release = async () => {
    isReleased = true
    clearInterval(timer)
    await client.end().catch(() => {})
  }
  return { release }
}

async function connectAndLock(runnerId: string): Promise<pg.Client> {
  const client = new pg.Client(connectionConfig(env.databaseUrl, 'lexai jobs'))
  client.on('error', () => {})
  await client.connect()
  await client.query('SELECT pg_advisory_lock($1, hashtext($2))', [lockNamespace, runnerId])
  return client
}

async function releaseJobsOfDeadWorkers(client: pg.Client, runnerId: string): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT locked_by AS id FROM graphile_worker._private_jobs WHERE locked_at < now() - $2::interval AND locked_by <> $1
     UNION
     SELECT locked_by FROM graphile_worker._private_job_queues WHERE locked_at < now() - $2::interval AND locked_by <> $1`,
    [runnerId, minLockAge],
  )
  for (const { id } of rows) {
    const { rows: result } = await client.query('SELECT pg_try_advisory_lock($1, hashtext($2)) AS dead', [
      lockNamespace,
      id,
    ])
    if (!result[0]?.dead) continue
    await client.query('SELECT graphile_worker.force_unlock_workers(ARRAY[$1])', [id])
    await client.query('SELECT pg_advisory_unlock($1, hashtext($2))', [lockNamespace, id])
  }
}
