import { removeRetiredKeys } from '#lib/core/auth/signing-keys.ts'
import { db } from '#lib/core/db/client.ts'

const keptDays = 30

/** Scheduled jobs: delete sessions and refresh tokens 30 days after their end, and signing keys once their last token has expired. */
export const sessionTasks = {
  async 'purge-sessions'() {
    const before = new Date(Date.now() - keptDays * 24 * 3_600_000)
    const ended = [{ revokedAt: { lt: before } }, { expiresAt: { lt: before } }, { absoluteExpiresAt: { lt: before } }]
    await db.session.deleteMany({ where: { OR: ended } })
  },

  'remove-retired-keys': () => removeRetiredKeys(),
}

export const sessionSchedule = [
  '41 3 * * * purge-sessions ?fill=2d&jobKey=purge-sessions',
  '*/10 * * * * remove-retired-keys ?jobKey=remove-retired-keys',
].join('\n')
