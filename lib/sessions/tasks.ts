import { db } from '#lib/core/db/client.ts'

const keptDays = 30

/** What becomes of sessions when nobody asks: a month after they ended their rows go, and their refresh tokens with them. */
export const sessionTasks = {
  async 'purge-sessions'() {
    const before = new Date(Date.now() - keptDays * 24 * 3_600_000)
    const ended = [{ revokedAt: { lt: before } }, { expiresAt: { lt: before } }, { absoluteExpiresAt: { lt: before } }]
    await db.session.deleteMany({ where: { OR: ended } })
  },
}

export const sessionSchedule = '41 3 * * * purge-sessions ?fill=2d&jobKey=purge-sessions'
