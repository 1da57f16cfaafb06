import { system } from '#lib/audit/commands.ts'
import { emailSchema } from '#lib/core/auth/email.ts'
import { isWeakPassword } from '#lib/core/auth/password-strength.ts'
import { hashPassword } from '#lib/core/auth/passwords.ts'
import { newSecret } from '#lib/core/auth/secrets.ts'
import { db } from '#lib/core/db/client.ts'
import { UserError } from '#lib/core/db/user-error.ts'
import { insertUser } from './insert-user.ts'

export type FirstAdmin = {
  email: string
  /** The password if it was generated, to be printed once; null if it was given. */
  generatedPassword: string | null
}

/**
 * Creates the first administrator; null if any user exists. An advisory lock makes it safe for processes that start concurrently. Without
 * a given password, one is generated. Throws for an invalid address, and a UserError for a weak password.
 */
export async function createFirstAdmin(given: { email?: string; password?: string } = {}): Promise<FirstAdmin | null> {
  if ((await db.user.count()) > 0) return null
  const email = emailSchema.parse(given.email || 'admin@example.com')
  if (given.password && (await isWeakPassword(given.password, [email]))) {
    throw new UserError('LEXAI_ADMIN_PASSWORD is easy to guess. Choose another password.')
  }
  const generatedPassword = given.password ? null : newSecret().slice(0, 20)
  const password = await hashPassword(given.password || generatedPassword || '')
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('lexai first admin'))`
    if ((await tx.user.count()) > 0) return null
    const admin = { email, name: 'Administrator', role: 'admin', password, emailVerified: new Date() } as const
    await insertUser(tx, system, { ...admin, mustChangePassword: generatedPassword !== null })
    return { email, generatedPassword }
  })
}
