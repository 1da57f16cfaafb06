import { revokeAllApiKeys } from '#lib/api-keys/commands.ts'
import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { isId } from '#lib/core/db/id.ts'
import { notFound } from '#lib/core/errors.ts'
import { endSessions } from '#lib/sessions/commands/end-sessions.ts'
import { lockUser } from './lock-user.ts'

/**
 * Ends all sessions and revokes all API keys of a user, as an administrator. The account remains active, so the user can sign in again.
 * Throws `request.not_found` for an unknown user.
 */
export async function revokeAccess(principal: UserPrincipal, userId: string): Promise<void> {
  if (!isId(userId)) throw notFound()
  await db.$transaction(async (tx) => {
    if (!(await lockUser(tx, userId))) throw notFound()
    await endSessions(tx, principal, { userId }, 'admin')
    await revokeAllApiKeys(tx, principal, userId, 'admin')
  })
}
