import type { z } from 'zod'
import type { Tx } from '../db/client.ts'
import type { Job } from './define-job.ts'

export type EnqueueOptions = {
  /** Waiting jobs with the same key are one job: the later replaces the earlier. */
  jobKey?: string
  /** Lower runs first; the job's own priority by default. */
  priority?: number
  /** Jobs with the same queue name run one after the other. */
  queueName?: string
  /** Not before this time. */
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
