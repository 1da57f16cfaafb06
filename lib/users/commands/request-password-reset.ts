import { recordAudit } from '#lib/audit/commands.ts'
import type { Caller } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { env } from '#lib/core/env.ts'
import { consumeClientLimit, consumeLimit } from '#lib/core/http/limits/rate-limits.ts'
import { decryptPayload, enqueueEncrypted } from '#lib/core/mail/enqueue-mail.ts'
import { sendMail } from '#lib/core/mail/send-mail.ts'
import { createMailedLink } from './mailed-links.ts'

const task = 'mail-password-reset'

/** Asks for a link to choose a new password. A job looks whether there is such an account: here all addresses are alike. */
export async function requestPasswordReset(caller: Caller, email: string): Promise<void> {
  await consumeClientLimit('mail-client', caller, 'reset')
  await consumeLimit('mail-address', `reset ${email}`)
  await db.$transaction(async (tx) => {
    await recordAudit(tx, caller, {
      action: 'password.reset_requested',
      target: null,
      outcome: 'success',
      detail: { email },
    })
    await enqueueEncrypted(tx, task, { email })
  })
}

/** The job behind it. An unknown address gets no mail. */
export async function sendPasswordResetMailTask(payload: unknown): Promise<void> {
  const { email } = decryptPayload(task, payload) as { email: string }
  const user = await db.user.findUnique({ where: { email }, select: { id: true, name: true, status: true } })
  if (!user) return
  if (user.status !== 'active') return sendMail({ kind: 'account-disabled', to: email, name: user.name })
  const secret = await createMailedLink(db, { purpose: 'reset', email, userId: user.id })
  return sendMail({ kind: 'reset', to: email, name: user.name, url: `${env.publicOrigin}/reset/${secret}` })
}
