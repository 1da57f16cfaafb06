import type { Tx } from '#lib/core/db/client.ts'
import { env } from '#lib/core/env.ts'
import { enqueueMail } from '#lib/core/mail/enqueue-mail.ts'
import { createLink } from './mail-link.ts'

/** Makes a link with which the person chooses a password, and mails it. Older invitations of theirs stop working. Gives the link. */
export async function invite(
  tx: Tx,
  user: { id: string; email: string; name: string; invitedBy: string },
): Promise<string> {
  const { id, email, name, invitedBy } = user
  await tx.verificationToken.deleteMany({ where: { userId: id, purpose: 'invite' } })
  const secret = await createLink(tx, { purpose: 'invite', email, userId: id })
  const url = `${env.publicOrigin}/invite/${secret}`
  await enqueueMail(tx, { kind: 'invite', to: email, name, invitedBy, url })
  return url
}
