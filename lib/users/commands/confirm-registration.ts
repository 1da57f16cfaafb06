import type { Caller } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { env } from '#lib/core/env.ts'
import { AppError } from '#lib/core/errors.ts'
import { consumeClientLimit } from '#lib/core/http/limits.ts'
import { insertUser } from './insert-user.ts'
import { type PendingRegistration, spendLink } from './mail-link.ts'

/** Follows the link of a sign-up: now there is a user, with the password chosen with that very link. Throws `auth.link_invalid`. */
export async function confirmRegistration(caller: Caller, token: string): Promise<void> {
  await consumeClientLimit('mail-client', caller, 'verification')
  await db.$transaction(async (tx) => {
    const { email, payload } = await spendLink(tx, token, ['registration'])
    const { name, ...password } = payload as PendingRegistration
    if ((await tx.user.count({ where: { email } })) > 0) throw new AppError('auth.link_invalid')
    await insertUser(tx, caller, { email, name, role: env.defaultRole, password, emailVerified: new Date() })
    await tx.verificationToken.deleteMany({ where: { email, purpose: 'registration', usedAt: null } })
  })
}
