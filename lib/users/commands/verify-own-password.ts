import { recordAudit } from '#lib/audit/commands.ts'
import { verifyPassword } from '#lib/core/auth/passwords.ts'
import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import type { PasswordCredential } from '#lib/core/db/generated/client.ts'
import { AppError } from '#lib/core/errors.ts'
import { consumeLimit, refundLimit } from '#lib/core/http/limits/rate-limits.ts'

/**
 * Verifies the caller's password and returns the credential that it was compared with. Throws `request.invalid` at `pointer` for a wrong
 * password, and `request.rate_limited` after ten, to prevent guessing at an unattended browser.
 */
export async function verifyOwnPassword(
  principal: UserPrincipal,
  password: string,
  pointer: string,
): Promise<PasswordCredential> {
  const { userId } = principal
  const limitKey = `password ${userId}`
  await consumeLimit('sign-in-address', limitKey)
  const stored = await db.passwordCredential.findUnique({ where: { userId } })
  if (!(await verifyPassword(password, stored, principal)) || !stored) {
    const target = { type: 'user', id: userId } as const
    await recordAudit(db, principal, { action: 'password.refused', target, outcome: 'failure' })
    throw new AppError('request.invalid', { errors: [{ pointer, ...(stored ? wrongPassword : noPassword) }] })
  }
  await refundLimit('sign-in-address', limitKey)
  return stored
}

const wrongPassword = { code: 'password_wrong', detail: 'This is not your password.' }
const noPassword = {
  code: 'password_missing',
  detail: 'This account has no password. Sign out, and sign in with Google again.',
}
