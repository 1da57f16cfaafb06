import { revokeAllApiKeys } from '#lib/api-keys/commands.ts'
import { recordAudit } from '#lib/audit/commands.ts'
import { hashPassword } from '#lib/core/auth/passwords.ts'
import type { Caller } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { env } from '#lib/core/env.ts'
import { AppError } from '#lib/core/errors.ts'
import { consumeClientLimit } from '#lib/core/http/limits/rate-limits.ts'
import { enqueueMail } from '#lib/core/mail/enqueue-mail.ts'
import { endSessions } from '#lib/sessions/commands/end-sessions.ts'
import { userErrors } from '../errors.ts'
import { passwordChangedMail } from '../mails.ts'
import { requireStrongPassword } from '../password-rules.ts'
import { lockUser } from './lock-user.ts'
import { consumeLink, findValidLink } from './mailed-links.ts'

const purposes = ['reset', 'invite'] as const

/**
 * Sets a password with the link of a reset or an invitation. All sessions and API keys of the user end, and the other links become invalid.
 * Throws `auth.link_invalid`, `request.invalid`. A rejected password does not consume the link.
 */
export async function setPasswordByLink(caller: Caller, secret: string, password: string): Promise<void> {
  await consumeClientLimit('mail-client', caller, 'link')
  // Checked before hashing, so that guessed links cause no expensive work.
  const link = await findValidLink(secret, purposes)
  if (!link?.userId) throw new AppError(userErrors['auth.link_invalid'])
  const { userId } = link
  await requireStrongPassword(password, '/password', { email: link.email, name: link.user?.name ?? '' })
  const credential = { ...(await hashPassword(password, caller)), changedAt: new Date(), mustChange: false }
  await db.$transaction(async (tx) => {
    const user = await lockUser(tx, userId)
    const { purpose } = await consumeLink(tx, secret, purposes)
    if (user?.status !== 'active') throw new AppError(userErrors['auth.link_invalid'])
    const { id, email, name } = user
    await tx.passwordCredential.upsert({
      where: { userId: id },
      create: { userId: id, ...credential },
      update: credential,
    })
    await tx.user.updateMany({ where: { id, emailVerified: null }, data: { emailVerified: new Date() } })
    await tx.verificationToken.deleteMany({ where: { userId: id, purpose: { in: [...purposes] }, usedAt: null } })
    const actor = { ...caller, userId: id, email }
    const target = { type: 'user', id } as const
    await recordAudit(tx, actor, { action: 'password.reset', target, outcome: 'success', detail: { link: purpose } })
    await endSessions(tx, actor, { userId: id }, 'password_reset')
    await revokeAllApiKeys(tx, actor, id, 'password_reset')
    if (purpose === 'reset') {
      await enqueueMail(tx, passwordChangedMail({ to: email, name, resetUrl: `${env.publicOrigin}/reset` }))
    }
  })
}
