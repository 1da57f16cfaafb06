import type { Tx } from '../db/client.ts'
import type { Job } from './define-job.ts'
import { priorities } from './priorities.ts'

const lastFairPriority = 30_000

export type FairPriority = {
  /** The priority of the job that is run next or is being run. */
  current: number
  /** The priority behind the waiting jobs of the same share. */
  next: number
}

/**
 * The priorities at which a job of `share` (a user's id) joins the queue, so that shares are served in rotation however many jobs each
 * has: start-time fair queuing (Goyal, Vin and Cheng, SIGCOMM 1996) with priorities as virtual time. A job counts for a share if its
 * payload has that `share`. Past 30,000 waiting jobs of one share the rest are served in order of arrival.
 */
export async function fairPriority(tx: Tx, { name }: Job, share: string): Promise<FairPriority> {
  const [found] = await tx.$queryRaw<{ current: number | null; last: number | null }[]>`
    SELECT min(j.priority)::int AS current, max(j.priority) FILTER (WHERE j.payload->>'share' = ${share})::int AS last
    FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
    WHERE t.identifier = ${name} AND j.attempts < j.max_attempts AND j.priority < ${priorities.background}`
  const current = Math.min(found?.current ?? 0, lastFairPriority)
  const last = found?.last ?? null
  return { current, next: last === null ? current : Math.min(Math.max(current, last + 1), lastFairPriority) }
}
