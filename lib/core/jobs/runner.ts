import { EventEmitter } from 'node:events'
import { run, type TaskList, type WorkerEvents } from 'graphile-worker'
import { pool } from '../db/client.ts'
import { jobLogger } from './job-logger.ts'
import { type Lease, takeLease } from './lease.ts'

export type JobRunner = { stop: () => Promise<void> }

const pollMs = 1000
/** A job that is told to stop gives up what it did since its last save; it is run again after the next start. */
const abortAfterMs = 500

/** Works off the queue in this process, `concurrency` jobs at a time, until `stop`. What a killed process had begun is begun anew. */
export async function startJobs({
  concurrency,
  tasks,
  schedule,
}: {
  concurrency: number
  tasks: TaskList
  /** A crontab; whichever process is first at the minute adds the job for all. */
  schedule: string
}): Promise<JobRunner> {
  const events: WorkerEvents = new EventEmitter()
  let lease: Promise<Lease> | null = null
  events.once('pool:create', ({ workerPool }) => {
    lease = takeLease(workerPool.id)
  })
  const runner = await run({
    pgPool: pool,
    taskList: tasks,
    crontab: schedule,
    events,
    logger: jobLogger,
    noHandleSignals: true,
    preset: {
      worker: { concurrentJobs: concurrency, pollInterval: pollMs, gracefulShutdownAbortTimeout: abortAfterMs },
    },
  })
  await lease
  // The promise fails when the pool is stopped from within; the reason was logged.
  runner.promise.catch(() => {})

  const stop = async () => {
    await runner.stop().catch(() => {})
    await (await lease)?.release()
  }
  return { stop }
}
