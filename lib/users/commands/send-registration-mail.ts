import { db } from '#lib/core/db/client.ts'
import { env } from '#lib/core/env.ts'
import { decryptPayload } from '#lib/core/mail/enqueue-mail.ts'
import { sendMail } from '#lib/core/mail/send-mail.ts'
import { createMailedLink, type PendingRegistration } from './mailed-links.ts'

export type RegistrationJob = { email: string; pending: PendingRegistration }

/**
 * The job behind a sign-up: says by mail which it is. No user is made before the link is followed, and the mail repeats nothing that
 * was typed with the registration: a stranger's text would arrive as if LexAI had written it.
 */
export async function sendRegistrationMailTask(payload: unknown): Promise<void> {
  const { email, pending } = decryptPayload('mail-registration', payload) as RegistrationJob
  const user = await db.user.findUnique({ where: { email }, select: { name: true, status: true } })
  const { publicOrigin } = env
  if (user?.status === 'active') {
    const urls = { signInUrl: `${publicOrigin}/sign-in`, resetUrl: `${publicOrigin}/reset` }
    return sendMail({ kind: 'already-registered', to: email, name: user.name, ...urls })
  }
  if (user) return sendMail({ kind: 'account-disabled', to: email, name: user.name })
  const secret = await createMailedLink(db, { purpose: 'registration', email, userId: null, payload: pending })
  const url = `${publicOrigin}/verify/${secret}`
  return sendMail({ kind: 'confirm-registration', to: email, url })
}
