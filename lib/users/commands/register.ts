import type { Caller } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { consumeClientLimit, consumeLimit } from '#lib/core/http/limits/rate-limits.ts'
import { enqueueSealed } from '#lib/core/mail/enqueue-mail.ts'
import { requireGoodPassword } from '../password-rules.ts'
import type { RegistrationInput } from '../schema.ts'
import type { RegistrationJob } from './mail-registration.ts'

/**
 * Asks for an account. Whether the address is new, known or disabled is looked up by the job that mails, so this does the
 * same work and takes the same time for each. No password is kept: whoever registers an address may not be its owner, who chooses
 * the password with the mailed link (docs/decisions/the-password-is-chosen-at-confirmation.md). Throws `request.rate_limited`,
 * `request.invalid`.
 */
export async function register(caller: Caller, { email, password, name }: RegistrationInput): Promise<void> {
  if (password !== undefined) await requireGoodPassword(password, '/password', { email, name })
  await consumeClientLimit('mail-client', caller, 'sign-up')
  await consumeLimit('mail-address', `sign-up ${email}`)
  const job: RegistrationJob = { email, pending: { name } }
  await db.$transaction((tx) => enqueueSealed(tx, 'mail-registration', job))
}
