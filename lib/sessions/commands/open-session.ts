import { type Actor, recordAudit } from '#lib/audit/commands.ts'
import { newSecret, sha256 } from '#lib/core/auth/secrets.ts'
import { type SessionKind, sessionLifetimes } from '#lib/core/auth/session-lifetimes.ts'
import type { Tx } from '#lib/core/db/client.ts'
import { newId } from '#lib/core/db/id.ts'
import { sessionColumns } from '../present.ts'

/** How the person proved who they are. */
export type SignInMethod = 'password' | 'google'

/**
 * Makes the row of a new session and writes it down. `secret` is for the cookie of a web session and is kept as its SHA-256
 * alone; a session of kind "api" has none, but refresh tokens.
 */
export async function openSession(
  tx: Tx,
  actor: Actor,
  { kind, method, deviceName = null }: { kind: SessionKind; method: SignInMethod; deviceName?: string | null },
) {
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
  await recordAudit(tx, actor, { action: 'session.created', target, outcome: 'success', detail: { kind, method } })
  return { row, secret, absoluteExpiresAt }
}
