import { recordAudit } from '#lib/audit/commands.ts'
import { emailSchema, normalizeEmail } from '#lib/core/auth/email.ts'
import {
  type HashingCaller,
  hashPassword,
  needsRehash,
  type PasswordHash,
  verifyPassword,
} from '#lib/core/auth/passwords.ts'
import type { Role } from '#lib/core/auth/permissions.ts'
import type { Caller } from '#lib/core/auth/principal.ts'
import { runExclusively } from '#lib/core/concurrency/keyed-mutex.ts'
import { db, pool } from '#lib/core/db/client.ts'
import { AppError } from '#lib/core/errors.ts'
import { clientNetwork } from '#lib/core/http/client-address.ts'
import { countAttempt } from './sign-in-limits.ts'

/** `verifiedHash` is the hash that the password was compared with. A session is created only if it is still the account's hash. */
export type CheckedUser = { id: string; email: string; name: string; role: Role; verifiedHash: string }

type Row = Omit<CheckedUser, 'verifiedHash'> & {
  status: string
  hash: string | null
  cost: number | null
  pepperVersion: number | null
  isKnownNetwork: boolean
}

// The same statement for known and unknown addresses. A network is known if the user signed in or used a mailed link there recently.
const userByEmail = `
  SELECT u.id, u.email, u.name, u.role, u.status, p.hash, p.cost, p."pepperVersion", EXISTS (
    SELECT FROM "Session" s
    WHERE s."userId" = u.id AND s."createdAt" > now() - interval '30 days'
      AND CASE WHEN s.ip ~ '^[0-9a-f.:]+$' THEN s.ip::inet <<= $2::inet END
  ) OR EXISTS (
    SELECT FROM "AuditEvent" a
    WHERE a."actorId" = u.id AND a.action = 'password.reset' AND a.at > now() - interval '30 days'
      AND CASE WHEN a.ip ~ '^[0-9a-f.:]+$' THEN a.ip::inet <<= $2::inet END
  ) AS "isKnownNetwork"
  FROM "User" u LEFT JOIN "PasswordCredential" p ON p."userId" = u.id WHERE u.email = $1`

/**
 * Verifies an address and a password. An unknown address, a wrong password, a disabled account and an account without a password all throw
 * `auth.invalid_credentials` after the same time: the same statements and exactly one bcrypt comparison. Throws `server.overloaded` if too
 * many attempts are waiting, and `request.rate_limited` by the limits of sign-in-limits.ts.
 */
export async function checkCredentials(
  caller: Caller,
  { email: given, password }: { email: string; password: string },
): Promise<CheckedUser> {
  const email = normalizeEmail(given).slice(0, 320)
  // PostgreSQL rejects NUL, so no account has such an address. It is handled like any unknown address.
  const storable = email.replaceAll('\0', '\ufffd')
  const network = clientNetwork(caller.ip)
  const values = [storable, network.includes('/') ? network : null]
  const { rows } = await pool.query<Row>({ name: 'user-by-email', text: userByEmail, values })
  const row = rows[0] ?? null
  const isKnownNetwork = row?.isKnownNetwork ?? false
  const account = isKnownNetwork ? `${email} ${network}` : email
  // Sequential per account, so that pending attempts do not use up the limit, which counts only failures.
  return runExclusively(account, async () => {
    const attempt = await countAttempt(caller, { email, network, isKnownNetwork })
    const stored = row && toPasswordHash(row)
    const isRight = await verifyPassword(password, stored, { ip: caller.ip, account }).catch(async (error) => {
      await attempt.refund()
      throw error
    })
    if (!row || !stored || !isRight || row.status !== 'active') {
      const target = row ? ({ type: 'user', id: row.id } as const) : null
      await recordAudit(db, caller, {
        action: 'session.failed',
        target,
        outcome: 'failure',
        detail: enteredAddress(storable),
      })
      attempt.refuseBeyondClientLimit()
      throw new AppError('auth.invalid_credentials')
    }
    await attempt.refund()
    const { id, name, role } = row
    const verifiedHash = await rehashIfNeeded(id, password, stored, { ip: caller.ip, account })
    return { id, email: row.email, name, role, verifiedHash }
  })
}

/** The stored hash, renewed if the cost or pepper changed. Replaces only the compared hash, so that a newer password is kept. */
async function rehashIfNeeded(
  userId: string,
  password: string,
  stored: PasswordHash,
  by: HashingCaller,
): Promise<string> {
  if (!(await needsRehash(stored))) return stored.hash
  const fresh = await hashPassword(password, by)
  const { count } = await db.passwordCredential.updateMany({ where: { userId, hash: stored.hash }, data: fresh })
  return count === 1 ? fresh.hash : stored.hash
}

/** The entered address for the audit log. Invalid addresses are omitted, because users sometimes enter a password in this field. */
function enteredAddress(email: string): { email: string } | { malformed: true } {
  return emailSchema.safeParse(email).success ? { email } : { malformed: true }
}

function toPasswordHash({ hash, cost, pepperVersion }: Row): PasswordHash | null {
  return hash !== null && cost !== null && pepperVersion !== null ? { hash, cost, pepperVersion } : null
}
