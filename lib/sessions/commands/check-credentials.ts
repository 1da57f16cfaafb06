import { recordAudit } from '#lib/audit/commands.ts'
import { normalizeEmail } from '#lib/core/auth/email.ts'
import { hashPassword, needsRehash, type PasswordHash, verifyPassword } from '#lib/core/auth/passwords.ts'
import type { Role } from '#lib/core/auth/permissions.ts'
import type { Caller } from '#lib/core/auth/principal.ts'
import { db, pool } from '#lib/core/db/client.ts'
import { AppError } from '#lib/core/errors.ts'
import { consumeLimit, refundLimit } from '#lib/core/http/limits.ts'

export type CheckedUser = { id: string; email: string; name: string; role: Role }

type Row = CheckedUser & {
  status: string
  hash: string | null
  cost: number | null
  pepperVersion: number | null
  isFamiliar: boolean
}

// One statement, the same for an address that nobody has.
const userByEmail = `
  SELECT u.id, u.email, u.name, u.role, u.status, p.hash, p.cost, p."pepperVersion", EXISTS (
    SELECT FROM "Session" s
    WHERE s."userId" = u.id AND s.ip = $2 AND s."createdAt" > now() - interval '30 days') AS "isFamiliar"
  FROM "User" u LEFT JOIN "PasswordCredential" p ON p."userId" = u.id WHERE u.email = $1`

/**
 * Whose password this is. Unknown address, wrong password, disabled account and account without a password are one
 * failure, `auth.invalid_credentials`, and take one time: the same statements, and always one bcrypt comparison.
 * Throws `request.rate_limited` after ten failures for an address or a hundred from a client within a quarter of an hour.
 */
export async function checkCredentials(
  caller: Caller,
  { email: given, password }: { email: string; password: string },
): Promise<CheckedUser> {
  const email = normalizeEmail(given).slice(0, 320)
  const { rows } = await pool.query<Row>({ name: 'user-by-email', text: userByEmail, values: [email, caller.ip] })
  const row = rows[0] ?? null
  // From where the person signed in lately their failures are counted apart: a stranger elsewhere cannot lock them out.
  const address = row?.isFamiliar ? `${email} ${caller.ip}` : email
  await consumeLimit('sign-in-client', caller.ip)
  await consumeLimit('sign-in-address', address)
  const stored = row && toPasswordHash(row)
  const isRight = await verifyPassword(password, stored)
  if (!row || !stored || !isRight || row.status !== 'active') {
    const target = row ? ({ type: 'user', id: row.id } as const) : null
    await recordAudit(db, caller, { action: 'session.failed', target, outcome: 'failure', detail: { email } })
    throw new AppError('auth.invalid_credentials')
  }
  await Promise.all([refundLimit('sign-in-client', caller.ip), refundLimit('sign-in-address', address)])
  if (await needsRehash(stored)) {
    await db.passwordCredential.update({ where: { userId: row.id }, data: await hashPassword(password) })
  }
  return { id: row.id, email: row.email, name: row.name, role: row.role }
}

function toPasswordHash({ hash, cost, pepperVersion }: Row): PasswordHash | null {
  return hash !== null && cost !== null && pepperVersion !== null ? { hash, cost, pepperVersion } : null
}
