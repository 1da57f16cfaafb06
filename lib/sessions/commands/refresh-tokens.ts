import { recordSummarised } from '#lib/audit/summary.ts'
import type { Role } from '#lib/core/auth/permissions.ts'
import type { Caller } from '#lib/core/auth/principal.ts'
import { sha256 } from '#lib/core/auth/secrets.ts'
import { refreshGraceMs, sessionLifetimes } from '#lib/core/auth/session-lifetimes.ts'
import { endReasons } from '#lib/core/auth/session-state.ts'
import { db, type Tx } from '#lib/core/db/client.ts'
import { AppError } from '#lib/core/errors.ts'
import type { TokensBody } from '../schema.ts'
import { endSessions } from './end-sessions.ts'
import { createRefreshToken, presentTokens } from './issue-tokens.ts'

type LockedToken = {
  id: string
  sessionId: string
  userId: string
  email: string
  role: Role
  usedMsAgo: number | null
  isLive: boolean
}

/**
 * Exchanges a refresh token for new tokens. A used token is accepted again within ten seconds, for two tabs that refresh at the same time.
 * A later reuse means that it was copied, so its session ends (RFC 9700, section 4.14.2). Throws `auth.invalid_token`.
 */
export async function refreshTokens(caller: Caller, refreshToken: string): Promise<TokensBody> {
  const outcome = await db.$transaction(async (tx) => {
    const token = await lockToken(tx, refreshToken)
    if (!token?.isLive) return null
    if (token.usedMsAgo !== null && token.usedMsAgo > refreshGraceMs) {
      await endSessions(
        tx,
        { ...caller, ...token },
        { sessionId: token.sessionId, userId: token.userId },
        'refresh_reused',
      )
      return { reused: true } as const
    }
    if (token.usedMsAgo === null) {
      await tx.$executeRaw`UPDATE "RefreshToken" SET "usedAt" = now() WHERE id = ${token.id}::uuid`
    }
    await extendSession(tx, token.sessionId, caller)
    return { token, next: await createRefreshToken(tx, token.sessionId, token.id) }
  })
  if (!outcome) throw new AppError('auth.invalid_token')
  if ('reused' in outcome) throw new AppError('auth.invalid_token', { detail: endReasons.refresh_reused })
  const { userId, email, sessionId } = outcome.token
  await recordSummarised(
    { ...caller, userId, email, sessionId },
    { action: 'session.refreshed', target: { type: 'session', id: sessionId }, outcome: 'success' },
  )
  return presentTokens(outcome.token, outcome.next)
}

/** Locks the token's row, so that concurrent uses are serialised. Times are the database's, because clocks of instances may differ. */
async function lockToken(tx: Tx, refreshToken: string): Promise<LockedToken | null> {
  const [row] = await tx.$queryRaw<LockedToken[]>`
    SELECT r.id, r."sessionId", u.id AS "userId", u.email, u.role,
      (extract(epoch FROM now() - r."usedAt") * 1000)::float8 AS "usedMsAgo",
      (s."revokedAt" IS NULL AND s."absoluteExpiresAt" > now() AND s."expiresAt" > now() AND r."expiresAt" > now()
        AND u.status = 'active') AS "isLive"
    FROM "RefreshToken" r JOIN "Session" s ON s.id = r."sessionId" JOIN "User" u ON u.id = s."userId"
    WHERE r.hash = ${sha256(refreshToken)} FOR UPDATE OF r`
  return row ?? null
}

async function extendSession(tx: Tx, sessionId: string, caller: Caller): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Session" SET "lastSeenAt" = now(), ip = ${caller.ip},
      "expiresAt" = least("absoluteExpiresAt", now() + ${sessionLifetimes.api.idle} * interval '1 millisecond')
    WHERE id = ${sessionId}::uuid`
}
