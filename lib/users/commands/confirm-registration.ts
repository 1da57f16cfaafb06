import { hashPassword } from '#lib/core/auth/passwords.ts'
import type { Caller } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { env } from '#lib/core/env.ts'
import { AppError } from '#lib/core/errors.ts'
import { consumeClientLimit } from '#lib/core/http/limits/rate-limits.ts'
import { userErrors } from '../errors.ts'
import { requireStrongPassword } from '../password-rules.ts'
import type { ConfirmationInput } from '../schema.ts'
import { insertUser } from './insert-user.ts'
import { consumeLink, findValidLink, type PendingRegistration } from './mailed-links.ts'

/**
 * Confirms a registration with the mailed link: creates the user with the password that the recipient chooses. A rejected password does
 * not consume the link. Throws `auth.link_invalid`, `request.invalid`.
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
    // Inserting the user first prevents a deadlock: a concurrent confirmation for the same address waits here without holding any locks
    // on the links that the first one deletes.
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
  detail: 'The password is required: it is chosen with the mailed link.',
}
