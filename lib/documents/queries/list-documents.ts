import { z } from 'zod'
import { documentAccess } from '#lib/access/document-access.ts'
import { can } from '#lib/core/auth/permissions.ts'
import type { Principal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { Prisma } from '#lib/core/db/generated/client.ts'
import { isId } from '#lib/core/db/id.ts'
import { escapeLikePattern } from '#lib/core/db/like-pattern.ts'
import { timestamp } from '#lib/core/http/input/timestamp.ts'
import { decodeCursor } from '#lib/core/http/lists/cursor.ts'
import { type List, pageOf } from '#lib/core/http/lists/page.ts'
import { presentDocument } from '../present.ts'
import type { DocumentBody, DocumentFilters, DocumentSortField } from '../schema.ts'
import { findDocumentRows } from './document-rows.ts'

export type DocumentListQuery = DocumentFilters & { limit: number; cursor?: string | undefined }

const time = { type: Prisma.sql`timestamptz`, form: timestamp }
const text = { type: Prisma.sql`text`, form: z.string() }
const number = { type: Prisma.sql`bigint`, form: z.string().regex(/^\d{1,18}$/) }

/** For each sort field: its SQL expression, the type to which the cursor's text is cast, and the format that this text must have. */
const sortKeys: Record<DocumentSortField, { key: Prisma.Sql; type: Prisma.Sql; form: z.ZodType<string> }> = {
  createdAt: { key: Prisma.sql`d."createdAt"`, ...time },
  updatedAt: { key: Prisma.sql`d."updatedAt"`, ...time },
  title: { key: Prisma.sql`lower(d.title)`, ...text },
  status: { key: Prisma.sql`v.status`, ...text },
  pageCount: { key: Prisma.sql`coalesce(v."pageCount", 0)`, ...number },
  bytes: { key: Prisma.sql`v.bytes`, ...number },
}

/**
 * The documents that the principal may see, or with `trashed` those in the trash that they may restore. The access condition is part of
 * the query. Keyset pagination: a page starts after the last row of the page before it, so rows inserted in between shift nothing.
 */
export async function listDocuments(principal: Principal, query: DocumentListQuery): Promise<List<DocumentBody>> {
  const isDescending = query.sort.startsWith('-')
  const { key, type, form } = sortKeys[query.sort.replace('-', '') as DocumentSortField]
  const direction = isDescending ? Prisma.sql`DESC` : Prisma.sql`ASC`
  const conditions = [accessCondition(principal, query), ...filterConditions(query)]
  if (query.cursor) {
    const after = decodeCursor(query.cursor, z.object({ sort: z.literal(query.sort), key: form, id: z.uuid() }))
    const beyond = isDescending ? Prisma.sql`<` : Prisma.sql`>`
    conditions.push(Prisma.sql`(${key}, d.id) ${beyond} (${after.key}::text::${type}, ${after.id}::uuid)`)
  }
  const rows = await findDocumentRows(db, principal, {
    where: Prisma.join(conditions, ' AND '),
    orderBy: Prisma.sql`${key} ${direction}, d.id ${direction}`,
    limit: query.limit + 1,
    key: textOf(query.sort, key),
  })
  return pageOf(rows, query.limit, (row) => ({ sort: query.sort, key: row.key, id: row.id }), presentDocument)
}

/** Times are formatted in UTC, so that the cursor does not depend on the session's time zone. */
function textOf(sort: string, key: Prisma.Sql): Prisma.Sql {
  return sort.endsWith('At')
    ? Prisma.sql`to_char(${key} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
    : Prisma.sql`(${key})::text`
}

function accessCondition(principal: Principal, { trashed }: DocumentListQuery): Prisma.Sql {
  if (!trashed) return documentAccess(principal)
  // The route requires documents:read alone: an API key without the scope documents:delete gets an empty trash.
  if (!can(principal, 'documents:delete')) return Prisma.sql`false`
  return documentAccess(principal, { permission: 'documents:delete', trash: 'only' })
}

function filterConditions({ matterId, status, tag, q, sha256 }: DocumentListQuery): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = []
  if (matterId !== undefined) {
    conditions.push(isId(matterId) ? Prisma.sql`d."matterId" = ${matterId}::uuid` : Prisma.sql`false`)
  }
  if (status) conditions.push(Prisma.sql`v.status = ANY(${status}::text[])`)
  if (tag) conditions.push(Prisma.sql`d.tags @> ${tag}::text[]`)
  if (sha256) conditions.push(Prisma.sql`v.sha256 = ANY(${sha256}::text[])`)
  const words = q?.split(/\s+/).filter(Boolean) ?? []
  if (words.length > 0) {
    // One condition for all words, so that the statement does not depend on their number.
    const patterns = words.map((word) => `%${escapeLikePattern(word)}%`)
    conditions.push(Prisma.sql`(
      SELECT bool_and(d.title ILIKE w OR v."fileName" ILIKE w OR array_to_string(d.tags, ' ') ILIKE w)
      FROM unnest(${patterns}::text[]) AS words(w))`)
  }
  return conditions
}
