import type { HandledJob } from '#lib/core/jobs/handle-job.ts'
import { documentJobs } from './documents/jobs.ts'
import { processingJobs } from './processing/jobs.ts'
import { sessionJobs } from './sessions/jobs.ts'
import { mailJobs } from './users/jobs.ts'

/** Every job that the job runner runs, with its handler: those that are enqueued and those that run on a schedule. */
export const jobs: readonly HandledJob[] = [...processingJobs, ...mailJobs, ...documentJobs, ...sessionJobs]
