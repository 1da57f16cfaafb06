import type { Tx } from '../db/client.ts'

export type EnqueueOptions = {
  /** Two waiting jobs with one key are one job: the later replaces the earlier. */
  jobKey?: string
  /** Lower runs first; 0 by default. */
  priority?: number
  /** Jobs of one queue run one after the other. */
  queueName?: string
  /** Not before this time. */
  runAt?: Date
  /** How often it is tried in all; 25 by default, with growing pauses. */
  maxAttempts?: number
}

/**
 * Adds a job within the caller's transaction: it exists if and only if what it works on does. Goes through SQL, so that
 * the web bundle never loads the worker.
 */
export async function enqueue(tx: Tx, task: string, payload: object, options: EnqueueOptions = {}): Promise<void> {
  const { jobKey = null, priority = 0, queueName = null, runAt = null, maxAttempts = 25 } = options
  await tx.$executeRaw`
    SELECT graphile_worker.add_job(
      ${task}::text, payload => ${JSON.stringify(payload)}::json, queue_name => ${queueName}::text,
      run_at => ${runAt}::timestamptz, max_attempts => ${maxAttempts}::int, job_key => ${jobKey}::text,
      priority => ${priority}::int)`
}
