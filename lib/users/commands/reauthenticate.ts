import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { verifyOwnPassword } from './verify-own-password.ts'

/** Verifies the caller's password and updates the session's authentication time. Throws the errors of `verifyOwnPassword`. */
export async function reauthenticate(principal: UserPrincipal, password: string): Promise<void> {
  await verifyOwnPassword(principal, password, '/password')
  await db.session.updateMany({
    where: { id: principal.sessionId ?? '', revokedAt: null },
    data: { authenticatedAt: new Date() },
  })
}
