import { z } from 'zod'
import { defineJob } from '#lib/core/jobs/define-job.ts'
import { handleJob } from '#lib/core/jobs/handle-job.ts'
import { deleteOrphanedFiles, purgeTrash } from './commands/purge-trash.ts'

/** Runs every night, and after a start if a run of the last two days was missed. */
const purgeTrashJob = defineJob('purge-trash', z.object({}), { schedule: '23 3 * * * ?fill=2d' })

/** Scheduled document jobs. */
export const documentJobs = [
  handleJob(purgeTrashJob, async () => {
    await purgeTrash()
    await deleteOrphanedFiles()
  }),
]
