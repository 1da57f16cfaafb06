import { z } from 'zod'
import type { Caller } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { consumeClientLimit, consumeLimit } from '#lib/core/http/limits/rate-limits.ts'
import { defineEncryptedJob, enqueueEncrypted } from '#lib/core/jobs/encrypted-job.ts'
import { priorities } from '#lib/core/jobs/priorities.ts'
import { requireStrongPassword } from '../password-rules.ts'
import type { RegistrationInput } from '../schema.ts'

const pendingRegistration = z.object({ email: z.string(), pending: z.object({ name: z.string() }) })
export const registrationMailJob = defineEncryptedJob('mail-registration', pendingRegistration, {
  priority: priorities.mail,
})

/**
 * Enqueues the mail for a registration. The job looks up whether the address is new, known or disabled, so the response takes the same time
 * for each. No password is stored, because the address may belong to somebody else; see
 * docs/decisions/passwords-are-set-when-a-registration-is-confirmed.md. Throws `request.rate_limited`, `request.invalid`.
 */
export async function register(caller: Caller, { email, password, name }: RegistrationInput): Promise<void> {
  if (password !== undefined) await requireStrongPassword(password, '/password', { email, name })
  await consumeClientLimit('mail-client', caller, 'sign-up')
  await consumeLimit('mail-address', `sign-up ${email}`)
  await db.$transaction((tx) => enqueueEncrypted(tx, registrationMailJob, { email, pending: { name } }))
}
