import type { Caller } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { env } from '#lib/core/env.ts'
import { AppError } from '#lib/core/errors.ts'
import { consumeClientLimit } from '#lib/core/http/limits.ts'
import { insertUser } from './insert-user.ts'
import { findLiveLink, type PendingRegistration, spendLink } from './mail-link.ts'

/** Follows the link of a sign-up: now there is a user, with the password chosen with that very link. Throws `auth.link_invalid`. */
export async function confirmRegistration(caller: Caller, token: string): Promise<void> {
  await consumeClientLimit('mail-client', caller, 'verification')
  const link = await findLiveLink(token, ['registration'])
  if (!link) throw new AppError('auth.link_invalid')
  const { email } = link
  const { name, ...password } = link.payload as PendingRegistration
  const user = { email, name, role: env.defaultRole, password, emailVerified: new Date() }
  await db.$transaction(async (tx) => {
    // Of two links for one address the second waits here, and holds nothing that the first wants to delete.
    await insertUser(tx, caller, user).catch((error) => {
      throw error instanceof AppError ? new AppError('auth.link_invalid', { cause: error }) : error
    })
    await spendLink(tx, token, ['registration'])
    await tx.verificationToken.deleteMany({ where: { email, purpose: 'registration', usedAt: null } })
  })
}
