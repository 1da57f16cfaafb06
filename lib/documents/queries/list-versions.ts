import { z } from 'zod'
import type { Principal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { decodeCursor } from '#lib/core/http/lists/cursor.ts'
import { type List, pageOf } from '#lib/core/http/lists/page.ts'
import { presentVersion } from '../present.ts'
import type { VersionBody } from '../schema.ts'
import { getVersion } from './get-document.ts'

const position = z.object({ number: z.int32() })

/** Every version of a document, newest first; throws `request.not_found`. */
export async function listVersions(
  principal: Principal,
  documentId: string,
  query: { limit: number; cursor?: string | undefined },
): Promise<List<VersionBody>> {
  await getVersion(principal, documentId, undefined)
  const before = query.cursor ? decodeCursor(query.cursor, position).number : null
  const rows = await db.documentVersion.findMany({
    where: { documentId, ...(before === null ? {} : { number: { lt: before } }) },
    include: { createdBy: { select: { id: true, name: true } } },
    orderBy: { number: 'desc' },
    take: query.limit + 1,
  })
  return pageOf(rows, query.limit, ({ number }) => ({ number }), presentVersion)
}
