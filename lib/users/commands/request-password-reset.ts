import { z } from 'zod'
import { recordAudit } from '#lib/audit/commands.ts'
import type { Caller } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { env } from '#lib/core/env.ts'
import { consumeClientLimit, consumeLimit } from '#lib/core/http/limits/rate-limits.ts'
import { defineEncryptedJob, enqueueEncrypted } from '#lib/core/jobs/encrypted-job.ts'
import { priorities } from '#lib/core/jobs/priorities.ts'
import { sendMail } from '#lib/core/mail/send-mail.ts'
import { accountDisabledMail, passwordResetMail } from '../mails.ts'
import { createMailedLink } from './mailed-links.ts'

export const passwordResetMailJob = defineEncryptedJob('mail-password-reset', z.object({ email: z.string() }), {
  priority: priorities.mail,
})

/** Enqueues the mail for a password reset. The job looks up the account, so the response is the same for every address. */
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
    await enqueueEncrypted(tx, passwordResetMailJob, { email })
  })
}

/** The job of a password reset. An unknown address gets no mail. */
export async function sendPasswordResetMail({ email }: { email: string }): Promise<void> {
  const user = await db.user.findUnique({ where: { email }, select: { id: true, name: true, status: true } })
  if (!user) return
  if (user.status !== 'active') return sendMail(accountDisabledMail({ to: email, name: user.name }))
  const secret = await createMailedLink(db, { purpose: 'reset', email, userId: user.id })
  const url = `${env.publicOrigin}/reset/${secret}`
  return sendMail(passwordResetMail({ to: email, name: user.name, url }))
}
