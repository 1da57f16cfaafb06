import type { Caller } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { consumeClientLimit, consumeLimit } from '#lib/core/http/limits/rate-limits.ts'
import { enqueueEncrypted } from '#lib/core/mail/enqueue-mail.ts'
import { requireStrongPassword } from '../password-rules.ts'
import type { RegistrationInput } from '../schema.ts'
import type { RegistrationJob } from './send-registration-mail.ts'

/**
 * Asks for an account. Whether the address is new, known or disabled is looked up by the job that mails, so this does the
 * same work and takes the same time for each. No password is kept: whoever registers an address may not be its owner, who chooses
 * the password with the mailed link (docs/decisions/passwords-are-set-when-a-registration-is-confirmed.md). Throws `request.rate_limited`,
 * `request.invalid`.
 */
export async function register(caller: Caller, { email, password, name }: RegistrationInput): Promise<void> {
  if (password !== undefined) await requireStrongPassword(password, '/password', { email, name })
  await consumeClientLimit('mail-client', caller, 'sign-up')
  await consumeLimit('mail-address', `sign-up ${email}`)
  const job: RegistrationJob = { email, pending: { name } }
  await db.$transaction((tx) => enqueueEncrypted(tx, 'mail-registration', job))
}
