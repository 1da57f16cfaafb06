import { type Actor, recordAudit } from '#lib/audit/commands.ts'
import { newSecret, sha256 } from '#lib/core/auth/secrets.ts'
import { type SessionKind, sessionLifetimes } from '#lib/core/auth/session-lifetimes.ts'
import type { Tx } from '#lib/core/db/client.ts'
import { newId } from '#lib/core/db/id.ts'
import { AppError } from '#lib/core/errors.ts'
import { sessionColumns } from '../present.ts'

/** How the user was authenticated. For a password, `hash` is the stored hash that it was compared with. */
export type Proof = { method: 'password'; hash: string } | { method: 'google' }

/**
 * Inserts a session and its audit event. `secret` is for the cookie of a web session, of which only the SHA-256 is stored; a session of kind
 * "api" has refresh tokens instead. Throws `auth.invalid_credentials` if the proof is no longer valid.
 */
export async function createSession(
  tx: Tx,
  actor: Actor,
  { kind, proof, deviceName = null }: { kind: SessionKind; proof: Proof; deviceName?: string | null },
) {
  await requireValidProof(tx, actor.userId, proof)
  const id = newId()
  const secret = newSecret()
  const now = Date.now()
  const { idle, absolute } = sessionLifetimes[kind]
  const absoluteExpiresAt = new Date(now + absolute)
  const row = await tx.session.create({
    data: {
      id,
      secretHash: kind === 'web' ? sha256(secret) : null,
      userId: actor.userId,
      kind,
      deviceName,
      ip: actor.ip,
      userAgent: actor.userAgent,
      expiresAt: new Date(now + idle),
      absoluteExpiresAt,
    },
    select: sessionColumns,
  })
  const target = { type: 'session', id } as const
  await recordAudit(tx, actor, {
    action: 'session.created',
    target,
    outcome: 'success',
    detail: { kind, method: proof.method },
  })
  return { row, secret, absoluteExpiresAt }
}

/**
 * Checks the proof again with the user's row locked (FOR SHARE), because the password may have been changed or the account disabled since.
 * Commands that do so lock the row first: they either committed before and are visible here, or run afterwards and end this session too.
 */
async function requireValidProof(tx: Tx, userId: string, proof: Proof): Promise<void> {
  const [user] = await tx.$queryRaw<{ status: string }[]>`
    SELECT status FROM "User" WHERE id = ${userId}::uuid FOR SHARE`
  if (user?.status !== 'active') throw new AppError('auth.invalid_credentials')
  if (proof.method !== 'password') return
  const credential = await tx.passwordCredential.findUnique({ where: { userId }, select: { hash: true } })
  if (credential?.hash !== proof.hash) throw new AppError('auth.invalid_credentials')
}
