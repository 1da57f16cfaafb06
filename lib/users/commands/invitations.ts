import { recordAudit } from '#lib/audit/commands.ts'
import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import { db, type Tx } from '#lib/core/db/client.ts'
import { isId } from '#lib/core/db/id.ts'
import { env } from '#lib/core/env.ts'
import { AppError, notFound } from '#lib/core/errors.ts'
import { enqueueMail } from '#lib/core/mail/enqueue-mail.ts'
import { userErrors } from '../errors.ts'
import { invitationMail } from '../mails.ts'
import { lockUser } from './lock-user.ts'
import { createMailedLink } from './mailed-links.ts'

/** Creates an invitation link and sends it by mail. Earlier invitations of the user become invalid. Returns the link. */
export async function createInvitation(
  tx: Tx,
  user: { id: string; email: string; name: string; invitedBy: string },
): Promise<string> {
  const { id, email, name, invitedBy } = user
  await tx.verificationToken.deleteMany({ where: { userId: id, purpose: 'invite' } })
  const secret = await createMailedLink(tx, { purpose: 'invite', email, userId: id })
  const url = `${env.publicOrigin}/invite/${secret}`
  await enqueueMail(tx, invitationMail({ to: email, name, invitedBy, url }))
  return url
}

/** Sends another invitation. Throws not found, and `user.not_invited` if the user is disabled or can already sign in. */
export async function resendInvitation(principal: UserPrincipal, userId: string): Promise<{ inviteUrl: string }> {
  if (!isId(userId)) throw notFound()
  return db.$transaction(async (tx) => {
    const user = await lockUser(tx, userId)
    if (!user) throw notFound()
    const ineligible = await tx.user.count({
      where: {
        id: userId,
        OR: [{ status: { not: 'active' } }, { password: { isNot: null } }, { accounts: { some: {} } }],
      },
    })
    if (ineligible > 0) throw new AppError(userErrors['user.not_invited'])
    const inviteUrl = await createInvitation(tx, { ...user, invitedBy: principal.name })
    await recordAudit(tx, principal, {
      action: 'user.invited',
      target: { type: 'user', id: userId },
      outcome: 'success',
    })
    return { inviteUrl }
  })
}
