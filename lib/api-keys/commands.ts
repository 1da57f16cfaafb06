import { type Actor, recordAudit } from '#lib/audit/commands.ts'
import { apiKeyPrefix } from '#lib/core/auth/authenticate.ts'
import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import { requireRecentAuthentication } from '#lib/core/auth/recent-authentication.ts'
import { newSecret, sha256 } from '#lib/core/auth/secrets.ts'
import type { EndReason } from '#lib/core/auth/session-state.ts'
import { db, type Tx } from '#lib/core/db/client.ts'
import { isId, newId } from '#lib/core/db/id.ts'
import { notify } from '#lib/core/db/notifications.ts'
import { AppError, notFound } from '#lib/core/errors.ts'
import { notifyEnded } from '#lib/sessions/commands/end-sessions.ts'
import { apiKeyColumns, presentApiKey } from './present.ts'
import type { ApiKeyBody, CreateApiKeyInput } from './schema.ts'

const shownChars = apiKeyPrefix.length + 6

/**
 * Makes a key. `key` is shown this once; the table keeps its SHA-256. Throws `request.invalid` for a scope the owner lacks,
 * `auth.reauthentication_required`.
 */
export async function createApiKey(
  principal: UserPrincipal,
  { name, scopes, expiresAt }: CreateApiKeyInput,
): Promise<ApiKeyBody & { key: string }> {
  requireRecentAuthentication(principal)
  const errors = scopes.flatMap((scope, at) =>
    principal.permissions.has(scope)
      ? []
      : [{ pointer: `/scopes/${at}`, code: 'scope_not_held', detail: 'Your own role does not include this.' }],
  )
  if (errors.length > 0) throw new AppError('request.invalid', { errors })
  const key = `${apiKeyPrefix}${newSecret()}`
  const id = newId()
  return db.$transaction(async (tx) => {
    await requireLiveCaller(tx, principal)
    const row = await tx.apiKey.create({
      data: {
        id,
        userId: principal.userId,
        name,
        prefix: key.slice(0, shownChars),
        hash: sha256(key),
        scopes,
        expiresAt: expiresAt ? new Date(expiresAt) : null,
      },
      select: apiKeyColumns,
    })
    const target = { type: 'api_key', id } as const
    await recordAudit(tx, principal, {
      action: 'api_key.created',
      target,
      outcome: 'success',
      detail: { name, scopes },
    })
    return { ...presentApiKey(row), key }
  })
}

/**
 * With the person's row held, as whatever ends access holds it: a key is either made before and revoked with the others, or not at
 * all. Throws `auth.invalid_token` where the caller's session has ended since it was looked at.
 */
async function requireLiveCaller(tx: Tx, { userId, sessionId }: UserPrincipal): Promise<void> {
  const [user] = await tx.$queryRaw<{ status: string }[]>`
    SELECT status FROM "User" WHERE id = ${userId}::uuid FOR SHARE`
  const ended = sessionId === null ? 0 : await tx.session.count({ where: { id: sessionId, revokedAt: { not: null } } })
  if (user?.status !== 'active' || ended > 0) throw new AppError('auth.invalid_token')
}

/**
 * Revokes one of the caller's own keys: its next request is refused, its open streams close. Again is as good as once. Throws
 * `request.not_found`, `auth.reauthentication_required`.
 */
export async function revokeApiKey(principal: UserPrincipal, id: string): Promise<void> {
  requireRecentAuthentication(principal)
  await revoke(principal, principal.userId, id)
}

/** An admin revokes a key of somebody. Throws `request.not_found`. */
export async function revokeUserApiKey(principal: UserPrincipal, userId: string, id: string): Promise<void> {
  await revoke(principal, userId, id)
}

/**
 * Revokes every key of a person, in the transaction of what takes their access away and holds their row (lockUser). Expired keys
 * count too.
 */
export async function revokeAllApiKeys(
  tx: Tx,
  actor: UserPrincipal | Actor,
  userId: string,
  reason: EndReason,
): Promise<void> {
  const keys = await tx.apiKey.updateManyAndReturn({
    where: { userId, revokedAt: null },
    data: { revokedAt: new Date() },
    select: { id: true },
  })
  await notifyEnded(
    tx,
    keys.map((key) => key.id),
  )
  for (const { id } of keys) {
    const entry = { action: 'api_key.revoked', target: { type: 'api_key', id }, outcome: 'success' } as const
    await recordAudit(tx, actor, { ...entry, detail: { reason, userId } })
  }
}

async function revoke(principal: UserPrincipal, userId: string, id: string): Promise<void> {
  if (!isId(userId) || !isId(id)) throw notFound()
  await db.$transaction(async (tx) => {
    const where = { id, userId }
    const { count } = await tx.apiKey.updateMany({
      where: { ...where, revokedAt: null },
      data: { revokedAt: new Date() },
    })
    if (count === 0) {
      if ((await tx.apiKey.count({ where })) === 0) throw notFound()
      return
    }
    await notify(tx, { type: 'sessions', sessionIds: [id] })
    const target = { type: 'api_key', id } as const
    await recordAudit(tx, principal, { action: 'api_key.revoked', target, outcome: 'success', detail: { userId } })
  })
}
