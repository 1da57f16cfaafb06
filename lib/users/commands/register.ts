import type { Caller } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { consumeClientLimit, consumeLimit } from '#lib/core/http/limits.ts'
import { enqueueEncrypted } from '#lib/core/mail/enqueue-mail.ts'
import { requireStrongPassword } from '../password-rules.ts'
import type { RegistrationInput } from '../schema.ts'
import type { RegistrationJob } from './send-registration-mail.ts'

/**
 * Enqueues the mail for a registration. The job looks up whether the address is new, known or disabled, so the response takes the same time
 * for each. No password is stored, because the address may belong to somebody else; see
 * docs/decisions/passwords-are-set-when-a-registration-is-confirmed.md. Throws `request.rate_limited`, `request.invalid`.
 */
export async function register(caller: Caller, { email, password, name }: RegistrationInput): Promise<void> {
  if (password !== undefined) await requireStrongPassword(password, '/password', { email, name })
  await consumeClientLimit('mail-client', caller, 'sign-up')
  await consumeLimit('mail-address', `sign-up ${email}`)
  const job: RegistrationJob = { email, pending: { name } }
  await db.$transaction((tx) => enqueueEncrypted(tx, 'mail-registration', job))
}
