import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import { requireRecentAuthentication } from '#lib/core/auth/recent-authentication.ts'
import { db } from '#lib/core/db/client.ts'
import { isId } from '#lib/core/db/id.ts'
import { notFound } from '#lib/core/errors.ts'
import type { Precondition } from '#lib/core/http/route/precondition.ts'
import { getOwnSession } from '../queries.ts'
import { endSessions } from './end-sessions.ts'

/**
 * Ends one of the caller's sessions. Idempotent. Throws not found for another user's session, `request.precondition_failed` if it has
 * changed since the caller read it, and `auth.reauthentication_required` for a session other than the current one.
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

/** Ends one session of a user, as an administrator. Throws not found. */
export async function revokeUserSession(principal: UserPrincipal, userId: string, sessionId: string): Promise<void> {
  await revoke(principal, userId, sessionId, 'admin')
}

/** Ends all of the caller's sessions except the current one. Throws `auth.reauthentication_required`. */
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
