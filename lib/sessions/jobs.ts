import { z } from 'zod'
import { removeRetiredKeys } from '#lib/core/auth/signing-keys.ts'
import { db } from '#lib/core/db/client.ts'
import { defineJob } from '#lib/core/jobs/define-job.ts'
import { handleJob } from '#lib/core/jobs/handle-job.ts'

const keptDays = 30
const none = z.object({})

/** Every night: sessions and their refresh tokens are deleted a month after the session ended. */
const purgeSessionsJob = defineJob('purge-sessions', none, { schedule: '41 3 * * * ?fill=2d' })
/** Signing keys are deleted once the last token that they signed has expired. */
const removeRetiredKeysJob = defineJob('remove-retired-keys', none, { schedule: '*/10 * * * *' })

/** Scheduled session jobs. */
export const sessionJobs = [
  handleJob(purgeSessionsJob, async () => {
    const before = new Date(Date.now() - keptDays * 24 * 3_600_000)
    const ended = [{ revokedAt: { lt: before } }, { expiresAt: { lt: before } }, { absoluteExpiresAt: { lt: before } }]
    await db.session.deleteMany({ where: { OR: ended } })
  }),
  handleJob(removeRetiredKeysJob, () => removeRetiredKeys()),
]
