import { z } from 'zod'
import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { isId } from '#lib/core/db/id.ts'
import { notFound } from '#lib/core/errors.ts'
import { decodeCursor } from '#lib/core/http/lists/cursor.ts'
import { type List, pageOf } from '#lib/core/http/lists/page.ts'
import { apiKeyColumns, presentApiKey } from './present.ts'
import type { ApiKeyBody } from './schema.ts'

const position = z.object({ id: z.uuid() })

type ListQuery = { limit: number; cursor?: string | undefined }

/** The caller's keys, including expired but not revoked ones, newest first. */
export async function listApiKeys(principal: UserPrincipal, query: ListQuery): Promise<List<ApiKeyBody>> {
  return listOf(principal.userId, query)
}

/** A user's keys, for administrators. Throws `request.not_found` for an unknown user. */
export async function listUserApiKeys(userId: string, query: ListQuery): Promise<List<ApiKeyBody>> {
  if (!isId(userId) || (await db.user.count({ where: { id: userId } })) === 0) throw notFound()
  return listOf(userId, query)
}

async function listOf(userId: string, query: ListQuery): Promise<List<ApiKeyBody>> {
  const after = query.cursor ? decodeCursor(query.cursor, position).id : null
  const rows = await db.apiKey.findMany({
    where: { userId, revokedAt: null, ...(after ? { id: { lt: after } } : {}) },
    select: apiKeyColumns,
    orderBy: { id: 'desc' },
    take: query.limit + 1,
  })
  return pageOf(rows, query.limit, ({ id }) => ({ id }), presentApiKey)
}
