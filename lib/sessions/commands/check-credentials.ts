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

/** `verifiedHash` is what the password was compared with: a session is opened only while it is still the account's. */
export type CheckedUser = { id: string; email: string; name: string; role: Role; verifiedHash: string }

type Row = Omit<CheckedUser, 'verifiedHash'> & {
  status: string
  hash: string | null
  cost: number | null
  pepperVersion: number | null
  isKnownNetwork: boolean
}

// One statement, the same for an address that nobody has. Familiar is where the person signed in, or followed a mailed link, lately.
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
 * Whose password this is. Unknown address, wrong password, disabled account and account without a password are one
 * failure, `auth.invalid_credentials`, and take one time: the same statements, and always one bcrypt comparison.
 * Throws `server.overloaded` while too many attempts wait, and `request.rate_limited` by the limits of sign-in-limits.ts.
 */
export async function checkCredentials(
  caller: Caller,
  { email: given, password }: { email: string; password: string },
): Promise<CheckedUser> {
  const email = normalizeEmail(given).slice(0, 320)
  // PostgreSQL keeps no NUL, so nobody has such an address; it is refused like any other that nobody has.
  const known = email.replaceAll('\0', '\ufffd')
  const network = clientNetwork(caller.ip)
  const values = [known, network.includes('/') ? network : null]
  const { rows } = await pool.query<Row>({ name: 'user-by-email', text: userByEmail, values })
  const row = rows[0] ?? null
  const isKnownNetwork = row?.isKnownNetwork ?? false
  const account = isKnownNetwork ? `${email} ${network}` : email
  // One after the other, so that attempts still undecided do not use up what only failures may.
  return runExclusively(account, async () => {
    const attempt = await countAttempt(caller, { email, network, isKnownNetwork })
    const stored = row && toPasswordHash(row)
    const isRight = await verifyPassword(password, stored, { ip: caller.ip, account }).catch(async (error) => {
      await attempt.refund()
      throw error
    })
    if (!row || !stored || !isRight || row.status !== 'active') {
      const target = row ? ({ type: 'user', id: row.id } as const) : null
      await recordAudit(db, caller, { action: 'session.failed', target, outcome: 'failure', detail: typed(known) })
      attempt.refuseBeyondClientLimit()
      throw new AppError('auth.invalid_credentials')
    }
    await attempt.refund()
    const { id, name, role } = row
    const verifiedHash = await freshHash(id, password, stored, { ip: caller.ip, account })
    return { id, email: row.email, name, role, verifiedHash }
  })
}

/** The hash, made anew where cost or pepper have changed since. Only over the one that was compared: a newer password stays. */
async function freshHash(userId: string, password: string, stored: PasswordHash, by: HashingCaller): Promise<string> {
  if (!(await needsRehash(stored))) return stored.hash
  const fresh = await hashPassword(password, by)
  const { count } = await db.passwordCredential.updateMany({ where: { userId, hash: stored.hash }, data: fresh })
  return count === 1 ? fresh.hash : stored.hash
}

/** What was typed as the address, if it is one: into that field people also type passwords. */
function typed(email: string): { email: string } | { malformed: true } {
  return emailSchema.safeParse(email).success ? { email } : { malformed: true }
}

function toPasswordHash({ hash, cost, pepperVersion }: Row): PasswordHash | null {
  return hash !== null && cost !== null && pepperVersion !== null ? { hash, cost, pepperVersion } : null
}
