import { handleJob } from '#lib/core/jobs/handle-job.ts'
import { processVersionJob } from './job-slice.ts'
import { processVersion } from './process-version.ts'

export const processingJobs = [handleJob(processVersionJob, processVersion)]
