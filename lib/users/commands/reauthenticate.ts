import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { verifyOwnPassword } from './verify-own-password.ts'

/**
 * Notes at the caller's session that its person has just proved who they are (requireRecentAuthentication). Throws what verifyOwnPassword
 * throws.
 */
export async function reauthenticate(principal: UserPrincipal, password: string): Promise<void> {
  await verifyOwnPassword(principal, password, '/password')
  await db.session.updateMany({
    where: { id: principal.sessionId ?? '', revokedAt: null },
    data: { authenticatedAt: new Date() },
  })
}
