import pg from 'pg'
import { connectionConfig } from '../db/connection.ts'
import { env } from '../env.ts'
import { log } from '../log.ts'

/** Keeps hold of the advisory lock that says "this runner lives". */
export type Lease = { release: () => Promise<void> }

const leaseSpace = 0x6c657862
const sweepMs = 5_000
/** A runner that has just begun may hold a job a moment before it holds its lock. */
const youngest = '2 seconds'

/**
 * Says that the runner with this id lives for as long as this process does, and takes over what dead ones held: now, and
 * every few seconds. The queue alone would wait four hours before it gave a killed process's jobs to another.
 */
export async function takeLease(runnerId: string): Promise<Lease> {
  let client = await hold(runnerId)
  let isReleased = false
  await freeJobsOfTheDead(client, runnerId)

  const sweep = setInterval(async () => {
    try {
      await freeJobsOfTheDead(client, runnerId)
    } catch (error) {
      log.warn({ err: error, part: 'jobs' }, 'the lease is lost; taking it again')
      await client.end().catch(() => {})
      const next = await hold(runnerId).catch(() => null)
      if (next) client = next
      if (isReleased) await client.end().catch(() => {})
    }
  }, sweepMs)

  const release = async () => {
    isReleased = true
    clearInterval(sweep)
    await client.end().catch(() => {})
  }
  return { release }
}

async function hold(runnerId: string): Promise<pg.Client> {
  const client = new pg.Client(connectionConfig(env.databaseUrl, 'lexai jobs'))
  client.on('error', () => {})
  await client.connect()
  await client.query('SELECT pg_advisory_lock($1, hashtext($2))', [leaseSpace, runnerId])
  return client
}

async function freeJobsOfTheDead(client: pg.Client, runnerId: string): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT locked_by AS id FROM graphile_worker._private_jobs WHERE locked_at < now() - $2::interval AND locked_by <> $1
     UNION
     SELECT locked_by FROM graphile_worker._private_job_queues WHERE locked_at < now() - $2::interval AND locked_by <> $1`,
    [runnerId, youngest],
  )
  for (const { id } of rows) {
    const { rows: tried } = await client.query('SELECT pg_try_advisory_lock($1, hashtext($2)) AS dead', [
      leaseSpace,
      id,
    ])
    if (!tried[0]?.dead) continue
    await client.query('SELECT graphile_worker.force_unlock_workers(ARRAY[$1])', [id])
    await client.query('SELECT pg_advisory_unlock($1, hashtext($2))', [leaseSpace, id])
  }
}
