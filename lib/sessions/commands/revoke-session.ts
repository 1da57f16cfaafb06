import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import { requireRecentAuthentication } from '#lib/core/auth/recent-authentication.ts'
import { db } from '#lib/core/db/client.ts'
import { isId } from '#lib/core/db/id.ts'
import { notFound } from '#lib/core/errors.ts'
import type { Precondition } from '#lib/core/http/route/precondition.ts'
import { getOwnSession } from '../queries.ts'
import { endSessions } from './end-sessions.ts'

/**
 * Ends one of the caller's own sessions. Again is as good as once; a session that is not theirs is not found. Throws
 * `request.precondition_failed` where it is not as the caller has read it, `auth.reauthentication_required` for another than the one
 * they ask with.
 */
export async function revokeOwnSession(
  principal: UserPrincipal,
  sessionId: string,
  precondition: Precondition,
): Promise<void> {
  if (sessionId !== principal.sessionId) requireRecentAuthentication(principal)
  await precondition.requireBody(() => getOwnSession(principal, sessionId))
  await revoke(principal, principal.userId, sessionId, sessionId === principal.sessionId ? 'signed_out' : 'revoked')
}

/** An admin ends one session of somebody. */
export async function revokeUserSession(principal: UserPrincipal, userId: string, sessionId: string): Promise<void> {
  await revoke(principal, userId, sessionId, 'admin')
}

/** Ends all of the caller's sessions but the one they ask with. Throws `auth.reauthentication_required`. */
export async function revokeOtherSessions(principal: UserPrincipal): Promise<void> {
  requireRecentAuthentication(principal)
  const which = { userId: principal.userId, exceptSessionId: principal.sessionId }
  await db.$transaction((tx) => endSessions(tx, principal, which, 'revoked'))
}

async function revoke(
  principal: UserPrincipal,
  userId: string,
  sessionId: string,
  reason: 'signed_out' | 'revoked' | 'admin',
) {
  if (!isId(userId) || !isId(sessionId)) throw notFound()
  await db.$transaction(async (tx) => {
    const ended = await endSessions(tx, principal, { userId, sessionId }, reason)
    if (ended === 0 && (await tx.session.count({ where: { id: sessionId, userId } })) === 0) throw notFound()
  })
}
