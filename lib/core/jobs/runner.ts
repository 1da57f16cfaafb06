import { EventEmitter } from 'node:events'
import { run, type WorkerEvents } from 'graphile-worker'
import { pool } from '../db/client.ts'
import type { HandledJob } from './handle-job.ts'
import { jobLogger } from './job-logger.ts'
import { acquireLease, type Lease } from './lease.ts'

export type JobRunner = { stop: () => Promise<void> }

const pollMs = 1000
/** After this time a job that was asked to stop is aborted: uncommitted work is lost, and the job is run again after the next start. */
const abortAfterMs = 500

/** Processes jobs in this process, `concurrency` at a time, until `stop`. Jobs of killed processes are run again. */
export async function startJobs({
  concurrency,
  jobs,
}: {
  concurrency: number
  jobs: readonly HandledJob[]
}): Promise<JobRunner> {
  const events: WorkerEvents = new EventEmitter()
  let lease: Promise<Lease> | null = null
  events.once('pool:create', ({ workerPool }) => {
    lease = acquireLease(workerPool.id)
  })
  const runner = await run({
    pgPool: pool,
    taskList: Object.fromEntries(jobs.map(({ job, task }) => [job.name, task])),
    crontab: crontabOf(jobs),
    events,
    logger: jobLogger,
    noHandleSignals: true,
    preset: {
      worker: { concurrentJobs: concurrency, pollInterval: pollMs, gracefulShutdownAbortTimeout: abortAfterMs },
    },
  })
  await lease
  // The promise rejects if graphile-worker stops its pool; the reason was logged.
  runner.promise.catch(() => {})

  const stop = async () => {
    await runner.stop().catch(() => {})
    await (await lease)?.release()
  }
  return { stop }
}

/** The schedules of all jobs in crontab format. With several processes, each scheduled job is added once. */
function crontabOf(jobs: readonly HandledJob[]): string {
  return jobs
    .flatMap(({ job: { name, options } }) => {
      if (!options.schedule) return []
      const [times = '', query = ''] = options.schedule.split('?')
      return `${times.trim()} ${name} ?${[query, `jobKey=${name}`].filter(Boolean).join('&')}`
    })
    .join('\n')
}
