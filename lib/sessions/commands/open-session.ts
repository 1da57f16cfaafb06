import { type Actor, recordAudit } from '#lib/audit/commands.ts'
import { newSecret, sha256 } from '#lib/core/auth/secrets.ts'
import { type SessionKind, sessionLifetimes } from '#lib/core/auth/session-lifetimes.ts'
import type { Tx } from '#lib/core/db/client.ts'
import { newId } from '#lib/core/db/id.ts'
import { AppError } from '#lib/core/errors.ts'
import { sessionColumns } from '../present.ts'

/** How the person proved who they are; of a password, the hash it was compared with. */
export type Proof = { method: 'password'; hash: string } | { method: 'google' }

/**
 * Makes the row of a new session and writes it down. `secret` is for the cookie of a web session and is kept as its SHA-256
 * alone; a session of kind "api" has none, but refresh tokens. Throws `auth.invalid_credentials` where the proof no longer holds.
 */
export async function openSession(
  tx: Tx,
  actor: Actor,
  { kind, proof, deviceName = null }: { kind: SessionKind; proof: Proof; deviceName?: string | null },
) {
  await requireProof(tx, actor.userId, proof)
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
 * Looks once more, with the person's row held: since the password was compared, it may have been changed or the account disabled.
 * Whatever does that takes the row first, so it either comes before and is seen here, or comes after and ends this session too.
 */
async function requireProof(tx: Tx, userId: string, proof: Proof): Promise<void> {
  const [user] = await tx.$queryRaw<{ status: string }[]>`
    SELECT status FROM "User" WHERE id = ${userId}::uuid FOR SHARE`
  if (user?.status !== 'active') throw new AppError('auth.invalid_credentials')
  if (proof.method !== 'password') return
  const credential = await tx.passwordCredential.findUnique({ where: { userId }, select: { hash: true } })
  if (credential?.hash !== proof.hash) throw new AppError('auth.invalid_credentials')
}
