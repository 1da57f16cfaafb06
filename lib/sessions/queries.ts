import { decodeJwt } from 'jose'
import { z } from 'zod'
import { findSessionIdentity } from '#lib/core/auth/find-identity.ts'
import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import { findEndReason } from '#lib/core/auth/session-state.ts'
import { db } from '#lib/core/db/client.ts'
import { isId } from '#lib/core/db/id.ts'
import { escapeLikePattern } from '#lib/core/db/like-pattern.ts'
import { AppError, notFound } from '#lib/core/errors.ts'
import { decodeCursor } from '#lib/core/http/lists/cursor.ts'
import { type List, pageOf } from '#lib/core/http/lists/page.ts'
import { presentSession, sessionColumns } from './present.ts'
import { type SessionBody, tokensSchema } from './schema.ts'

function whereActive() {
  const now = new Date()
  return { revokedAt: null, expiresAt: { gt: now }, absoluteExpiresAt: { gt: now }, user: { status: 'active' } }
}

const position = z.object({ id: z.uuid() })
type ListQuery = { limit: number; cursor?: string | undefined }

/** The caller's active sessions, newest first. */
export async function listOwnSessions(principal: UserPrincipal, query: ListQuery): Promise<List<SessionBody>> {
  return listOf(principal, principal.userId, query)
}

/** One of the caller's active sessions. Throws not found. */
export async function getOwnSession(principal: UserPrincipal, id: string): Promise<SessionBody> {
  const where = { id, userId: principal.userId, ...whereActive() }
  const row = isId(id) ? await db.session.findFirst({ where, select: sessionColumns }) : null
  if (!row) throw notFound()
  return presentSession(row, principal.sessionId)
}

/** A user's active sessions, for administrators. Throws not found for an unknown user. */
export async function listUserSessions(principal: UserPrincipal, userId: string, query: ListQuery) {
  if (!isId(userId) || (await db.user.count({ where: { id: userId } })) === 0) throw notFound()
  return listOf(principal, userId, query)
}

export type LiveSession = SessionBody & { user: { id: string; name: string; email: string } }

/** The active sessions of all users, most recently used first, and whether there are more than `limit`. For administrators. */
export async function listLiveSessions(
  principal: UserPrincipal,
  { q = '', limit = 200 } = {},
): Promise<{ sessions: LiveSession[]; hasMore: boolean }> {
  const contains = { contains: escapeLikePattern(q), mode: 'insensitive' } as const
  const { user, ...active } = whereActive()
  const rows = await db.session.findMany({
    where: { ...active, user: { ...user, ...(q ? { OR: [{ name: contains }, { email: contains }] } : {}) } },
    select: { ...sessionColumns, user: { select: { id: true, name: true, email: true } } },
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  })
  const shown = rows.slice(0, limit).map((row) => ({ ...presentSession(row, principal.sessionId), user: row.user }))
  return { sessions: shown, hasMore: rows.length > limit }
}

async function listOf(principal: UserPrincipal, userId: string, query: ListQuery): Promise<List<SessionBody>> {
  const after = query.cursor ? decodeCursor(query.cursor, position).id : null
  const rows = await db.session.findMany({
    where: { userId, ...whereActive(), ...(after ? { id: { lt: after } } : {}) },
    select: sessionColumns,
    orderBy: { id: 'desc' },
    take: query.limit + 1,
  })
  const present = (row: (typeof rows)[number]) => presentSession(row, principal.sessionId)
  return pageOf(rows, query.limit, ({ id }) => ({ id }), present)
}

/** Throws `auth.invalid_token` if the session of previously issued tokens has ended. */
export async function requireActiveTokens(given: unknown): Promise<void> {
  const { accessToken } = tokensSchema.pick({ accessToken: true }).parse(given)
  const { sid } = decodeJwt<{ sid: string }>(accessToken)
  const session = await findSessionIdentity(sid)
  if (!session || findEndReason(session)) throw new AppError('auth.invalid_token')
}
