import { z } from 'zod'
import { defineJob } from '#lib/core/jobs/define-job.ts'
import { handleJob } from '#lib/core/jobs/handle-job.ts'
import { purgeTrash, removeOrphans } from './commands/purge-trash.ts'

/** Every night, also for a night on which no process ran. */
const purgeTrashJob = defineJob('purge-trash', z.object({}), { schedule: '23 3 * * * ?fill=2d' })

/** Scheduled document jobs. */
export const documentJobs = [
  handleJob(purgeTrashJob, async () => {
    await purgeTrash()
    await removeOrphans()
  }),
]
