import { hashPassword } from '#lib/core/auth/passwords.ts'
import type { Caller } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { env } from '#lib/core/env.ts'
import { AppError } from '#lib/core/errors.ts'
import { consumeClientLimit } from '#lib/core/http/limits.ts'
import { userErrors } from '../errors.ts'
import { requireStrongPassword } from '../password-rules.ts'
import type { ConfirmationInput } from '../schema.ts'
import { insertUser } from './insert-user.ts'
import { consumeLink, findValidLink, type PendingRegistration } from './mailed-links.ts'

/**
 * Follows the link of a sign-up: makes the user, with the password that is chosen here by whoever holds the mail. A password that is
 * refused leaves the link unused. Throws `auth.link_invalid`, `request.invalid`.
 */
export async function confirmRegistration(caller: Caller, { token, password, name }: ConfirmationInput): Promise<void> {
  await consumeClientLimit('mail-client', caller, 'verification')
  const link = await findValidLink(token, ['registration'])
  if (!link) throw new AppError(userErrors['auth.link_invalid'])
  if (password === undefined) throw new AppError('request.invalid', { errors: [passwordMissing] })
  const { email } = link
  const chosenName = name ?? (link.payload as PendingRegistration).name
  await requireStrongPassword(password, '/password', { email, name: chosenName })
  const hashed = await hashPassword(password, caller)
  const user = { email, name: chosenName, role: env.defaultRole, password: hashed, emailVerified: new Date() }
  await db.$transaction(async (tx) => {
    // Of two links for one address the second waits here, and holds nothing that the first wants to delete.
    await insertUser(tx, caller, user).catch((error) => {
      throw error instanceof AppError ? new AppError(userErrors['auth.link_invalid'], { cause: error }) : error
    })
    await consumeLink(tx, token, ['registration'])
    await tx.verificationToken.deleteMany({ where: { email, purpose: 'registration', usedAt: null } })
  })
}

const passwordMissing = {
  pointer: '/password',
  code: 'required',
  detail: 'The password of the account is chosen here, with the mailed link.',
}
