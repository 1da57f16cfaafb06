import { z } from 'zod'
import type { Principal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { decodeCursor } from '#lib/core/http/cursor.ts'
import { type List, pageOf } from '#lib/core/http/page-of.ts'
import { apiKeyColumns, presentApiKey } from './present.ts'
import type { ApiKeyBody } from './schema.ts'

const position = z.object({ id: z.uuid() })

/** The caller's own keys that were not revoked, expired ones too: the newest first. */
export async function listApiKeys(
  principal: Principal,
  query: { limit: number; cursor?: string | undefined },
): Promise<List<ApiKeyBody>> {
  const after = query.cursor ? decodeCursor(query.cursor, position).id : null
  const rows = await db.apiKey.findMany({
    where: { userId: principal.userId, revokedAt: null, ...(after ? { id: { lt: after } } : {}) },
    select: apiKeyColumns,
    orderBy: { id: 'desc' },
    take: query.limit + 1,
  })
  return pageOf(rows, query.limit, ({ id }) => ({ id }), presentApiKey)
}
