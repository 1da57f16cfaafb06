import type { Task } from 'graphile-worker'
import type { z } from 'zod'
import type { Job } from './define-job.ts'

/** Details of a run, for the handler. */
export type JobRun = {
  /** Aborts when the process is about to end: the job is run again after the next start. */
  signal: AbortSignal
  /** The number of this attempt, from 1. */
  attempt: number
  /** The error message of the previous attempt; null if there was none or the process was killed. */
  lastError: string | null
}

/** A kind of job with its handler, in the form that the job runner expects. */
export type HandledJob = { job: Job; task: Task }

/** Connects a job with its handler. A payload that does not match the schema fails the job. */
export function handleJob<Schema extends z.ZodType>(
  job: Job<Schema>,
  run: (payload: z.output<Schema>, details: JobRun) => Promise<unknown>,
): HandledJob {
  const task: Task = async (payload, { job: { attempts, last_error }, abortSignal }) => {
    const signal = abortSignal ?? new AbortController().signal
    await run(job.schema.parse(payload), { signal, attempt: attempts, lastError: last_error })
  }
  return { job, task }
}
