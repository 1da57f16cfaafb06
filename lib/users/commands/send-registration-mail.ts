import { db } from '#lib/core/db/client.ts'
import { env } from '#lib/core/env.ts'
import { sendMail } from '#lib/core/mail/send-mail.ts'
import { accountDisabledMail, alreadyRegisteredMail, registrationMail } from '../mails.ts'
import { createMailedLink, type PendingRegistration } from './mailed-links.ts'

/**
 * The job of a registration: sends a confirmation link, or the information that an account exists or is disabled. The mail repeats
 * nothing that was entered, because it would otherwise carry an attacker's text in LexAI's name.
 */
export async function sendRegistrationMail({
  email,
  pending,
}: {
  email: string
  pending: PendingRegistration
}): Promise<void> {
  const user = await db.user.findUnique({ where: { email }, select: { name: true, status: true } })
  const { publicOrigin } = env
  if (user?.status === 'active') {
    const urls = { signInUrl: `${publicOrigin}/sign-in`, resetUrl: `${publicOrigin}/reset` }
    return sendMail(alreadyRegisteredMail({ to: email, name: user.name, ...urls }))
  }
  if (user) return sendMail(accountDisabledMail({ to: email, name: user.name }))
  const secret = await createMailedLink(db, { purpose: 'registration', email, userId: null, payload: pending })
  const url = `${publicOrigin}/verify/${secret}`
  return sendMail(registrationMail({ to: email, url }))
}
