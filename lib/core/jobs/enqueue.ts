import type { z } from 'zod'
import type { Tx } from '../db/client.ts'
import type { Job } from './define-job.ts'

export type EnqueueOptions = {
  /** A new job replaces a waiting job with the same key. */
  jobKey?: string
  /** A lower number runs first; the priority of the kind of job by default. */
  priority?: number
  /** Jobs with the same queue name run sequentially. */
  queueName?: string
  /** The job is not run before this time. */
  runAt?: Date
}

/**
 * Adds a job in the caller's transaction: the job exists if and only if the transaction commits. Uses SQL, so that the web bundle does not
 * load the job runner.
 */
export async function enqueue<Schema extends z.ZodType>(
  tx: Tx,
  { name, options: defaults }: Job<Schema>,
  payload: z.input<Schema>,
  options: EnqueueOptions = {},
): Promise<void> {
  const { jobKey = null, priority = defaults.priority ?? 0, queueName = null, runAt = null } = options
  await tx.$executeRaw`
    SELECT graphile_worker.add_job(
      ${name}::text, payload => ${JSON.stringify(payload)}::json, queue_name => ${queueName}::text,
      run_at => ${runAt}::timestamptz, max_attempts => ${defaults.maxAttempts ?? 25}::int, job_key => ${jobKey}::text,
      priority => ${priority}::int)`
}
