import { revokeAllApiKeys } from '#lib/api-keys/commands.ts'
import { recordAudit } from '#lib/audit/commands.ts'
import { hashPassword } from '#lib/core/auth/passwords.ts'
import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { env } from '#lib/core/env.ts'
import { AppError } from '#lib/core/errors.ts'
import { enqueueMail } from '#lib/core/mail/enqueue-mail.ts'
import { endSessions } from '#lib/sessions/commands/end-sessions.ts'
import { passwordChangedMail } from '../mails.ts'
import { requireStrongPassword } from '../password-rules.ts'
import type { ChangePasswordInput } from '../schema.ts'
import { lockUser } from './lock-user.ts'
import { verifyOwnPassword } from './verify-own-password.ts'

/**
 * Changes the caller's password, ends the other sessions and, if requested, revokes the API keys. Throws `request.invalid` for a wrong
 * current or a weak new password, and `request.rate_limited` after ten wrong ones, to prevent guessing at an unattended browser.
 */
export async function changePassword(
  principal: UserPrincipal,
  { currentPassword, newPassword, revokeApiKeys }: ChangePasswordInput,
): Promise<void> {
  await requireStrongPassword(newPassword, '/newPassword', principal)
  const { userId, sessionId, email, name } = principal
  const stored = await verifyOwnPassword(principal, currentPassword, '/currentPassword')
  const credential = { ...(await hashPassword(newPassword, principal)), changedAt: new Date(), mustChange: false }
  await db.$transaction(async (tx) => {
    await lockUser(tx, userId)
    // Only if the stored hash is still the one that was compared: of two concurrent changes, the second verified an outdated password.
    const { count } = await tx.passwordCredential.updateMany({ where: { userId, hash: stored.hash }, data: credential })
    if (count === 0) throw new AppError('request.precondition_failed')
    const target = { type: 'user', id: userId } as const
    await recordAudit(tx, principal, { action: 'password.changed', target, outcome: 'success' })
    // Otherwise a link that an attacker requested earlier could revert the change.
    await tx.verificationToken.deleteMany({ where: { userId, usedAt: null } })
    await tx.session.updateMany({ where: { id: sessionId ?? '' }, data: { authenticatedAt: new Date() } })
    await endSessions(tx, principal, { userId, exceptSessionId: sessionId }, 'password_changed')
    if (revokeApiKeys) await revokeAllApiKeys(tx, principal, userId, 'password_changed')
    await enqueueMail(tx, passwordChangedMail({ to: email, name, resetUrl: `${env.publicOrigin}/reset` }))
  })
}
