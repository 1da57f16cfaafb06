import { type Actor, recordAudit } from '#lib/audit/commands.ts'
import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import type { EndReason } from '#lib/core/auth/session-state.ts'
import type { Tx } from '#lib/core/db/client.ts'
import { notify } from '#lib/core/db/notifications.ts'

/** Which sessions: one, a user's, or a user's but one. */
export type WhichSessions = { sessionId: string; userId: string } | { userId: string; exceptSessionId?: string | null }

// A notification holds 8000 bytes; an id is 39 of them.
const idsPerNotification = 150

/**
 * Ends sessions: one UPDATE and the notification that closes their open streams, in one transaction. No instance keeps a
 * session in memory, so the next request of each is refused everywhere. Gives how many there were to end.
 */
export async function endSessions(
  tx: Tx,
  actor: UserPrincipal | Actor,
  which: WhichSessions,
  reason: EndReason,
): Promise<number> {
  const except = 'exceptSessionId' in which && which.exceptSessionId ? { id: { not: which.exceptSessionId } } : {}
  const only = 'sessionId' in which ? { id: which.sessionId } : except
  const ended = await tx.session.updateManyAndReturn({
    where: { userId: which.userId, ...only, revokedAt: null },
    data: { revokedAt: new Date(), revokedById: actor.userId, revokedReason: reason },
    select: { id: true },
  })
  const sessionIds = ended.map(({ id }) => id)
  if (sessionIds.length === 0) return 0
  await notifyEnded(tx, sessionIds)
  const isSignOut = reason === 'signed_out' || reason === 'replaced'
  await recordAudit(tx, actor, {
    action: isSignOut ? 'session.ended' : 'session.revoked',
    target: 'sessionId' in which ? { type: 'session', id: which.sessionId } : { type: 'user', id: which.userId },
    outcome: 'success',
    detail: { reason, sessions: sessionIds.length, userId: which.userId },
  })
  return sessionIds.length
}

/** Closes the open streams of these sessions and API keys on every instance, when the transaction commits. */
export async function notifyEnded(tx: Tx, ids: string[]): Promise<void> {
  for (let from = 0; from < ids.length; from += idsPerNotification) {
    await notify(tx, { type: 'sessions', sessionIds: ids.slice(from, from + idsPerNotification) })
  }
}
