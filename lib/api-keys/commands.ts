import { recordAudit } from '#lib/audit/commands.ts'
import { apiKeyPrefix } from '#lib/core/auth/authenticate.ts'
import type { Principal } from '#lib/core/auth/principal.ts'
import { newSecret, sha256 } from '#lib/core/auth/secrets.ts'
import { db } from '#lib/core/db/client.ts'
import { isId, newId } from '#lib/core/db/id.ts'
import { notify } from '#lib/core/db/notifications.ts'
import { AppError, notFound } from '#lib/core/errors.ts'
import { apiKeyColumns, presentApiKey } from './present.ts'
import type { ApiKeyBody, CreateApiKeyInput } from './schema.ts'

const shownChars = apiKeyPrefix.length + 6

/** Makes a key. `key` is shown this once; the table keeps its SHA-256. Throws `request.invalid` for a scope the owner lacks. */
export async function createApiKey(
  principal: Principal,
  { name, scopes, expiresAt }: CreateApiKeyInput,
): Promise<ApiKeyBody & { key: string }> {
  const errors = scopes.flatMap((scope, at) =>
    principal.permissions.has(scope)
      ? []
      : [{ pointer: `/scopes/${at}`, code: 'scope_not_held', detail: 'Your own role does not include this.' }],
  )
  if (errors.length > 0) throw new AppError('request.invalid', { errors })
  const key = `${apiKeyPrefix}${newSecret()}`
  const id = newId()
  return db.$transaction(async (tx) => {
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

/** Revokes one of the caller's own keys: its next request is refused, its open streams close. Again is as good as once. */
export async function revokeApiKey(principal: Principal, id: string): Promise<void> {
  if (!isId(id)) throw notFound()
  await db.$transaction(async (tx) => {
    const where = { id, userId: principal.userId }
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
    await recordAudit(tx, principal, { action: 'api_key.revoked', target, outcome: 'success' })
  })
}
