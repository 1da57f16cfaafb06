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

type Spent = {
  id: string
  sessionId: string
  userId: string
  email: string
  role: Role
  usedMsAgo: number | null
  isLive: boolean
}

/**
 * New tokens for a refresh token, which is spent by it. One that was spent is taken once more within ten seconds, for two
 * tabs that refresh together; later it can only be a copy, so its session ends (RFC 9700, 4.14.2).
 * Throws `auth.invalid_token`.
 */
export async function refreshTokens(caller: Caller, refreshToken: string): Promise<TokensBody> {
  const outcome = await db.$transaction(async (tx) => {
    const spent = await lockToken(tx, refreshToken)
    if (!spent?.isLive) return null
    if (spent.usedMsAgo !== null && spent.usedMsAgo > refreshGraceMs) {
      await endSessions(
        tx,
        { ...caller, ...spent },
        { sessionId: spent.sessionId, userId: spent.userId },
        'refresh_reused',
      )
      return { reused: true } as const
    }
    if (spent.usedMsAgo === null) {
      await tx.$executeRaw`UPDATE "RefreshToken" SET "usedAt" = now() WHERE id = ${spent.id}::uuid`
    }
    await extendSession(tx, spent.sessionId, caller)
    return { spent, next: await createRefreshToken(tx, spent.sessionId, spent.id) }
  })
  if (!outcome) throw new AppError('auth.invalid_token')
  if ('reused' in outcome) throw new AppError('auth.invalid_token', { detail: endReasons.refresh_reused })
  const { userId, email, sessionId } = outcome.spent
  await recordSummarised(
    { ...caller, userId, email, sessionId },
    { action: 'session.refreshed', target: { type: 'session', id: sessionId }, outcome: 'success' },
  )
  return presentTokens(outcome.spent, outcome.next)
}

/** Locked, so that of two uses at one time the second sees the first. The database's clock tells when, for those of two instances may differ. */
async function lockToken(tx: Tx, refreshToken: string): Promise<Spent | null> {
  const [row] = await tx.$queryRaw<Spent[]>`
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
