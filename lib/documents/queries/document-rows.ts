import { documentAccess } from '#lib/access/document-access.ts'
import type { Principal } from '#lib/core/auth/principal.ts'
import type { Db, Tx } from '#lib/core/db/client.ts'
import { Prisma } from '#lib/core/db/generated/client.ts'
import type { DocumentRow } from '../present.ts'

type FoundRow = DocumentRow & {
  revision: number
  /** The value of the query's `key`, for the cursor of a list. */
  key: string
}

/**
 * Documents with their current versions in one statement, as presentDocument takes them. `where`, `orderBy` and `key` refer to the document
 * as `d` and to its current version as `v`; `where` holds the access condition. A duplicate is named only where the principal sees it.
 */
export async function findDocumentRows(
  tx: Tx | Db,
  principal: Principal,
  { where, orderBy, limit, key }: { where: Prisma.Sql; orderBy?: Prisma.Sql; limit?: number; key?: Prisma.Sql },
): Promise<FoundRow[]> {
  return tx.$queryRaw<FoundRow[]>`/* prepared */
    SELECT d.id, d."matterId", d.title, d.tags, d.revision, d."createdAt", d."updatedAt", d."deletedAt",
      d."createdById", u.name AS "createdByName", v.number, v.sha256, v.bytes, v."fileName", v.status, v."pageCount", v."pagesDone",
      v."pagesText", v."pagesOcr", v."pagesUnreadable", v."failureCode", v."failureDetail", ${key ?? Prisma.sql`''`} AS key,
      (SELECT duplicate.id FROM "Document" duplicate
        WHERE duplicate.id = d."duplicateOfId" AND ${documentAccess(principal, { alias: 'duplicate' })}) AS "duplicateOf"
    FROM "Document" d JOIN "DocumentVersion" v ON v.id = d."currentVersionId" JOIN "User" u ON u.id = d."createdById"
    WHERE ${where}
    ${orderBy ? Prisma.sql`ORDER BY ${orderBy}` : Prisma.empty}
    ${limit === undefined ? Prisma.empty : Prisma.sql`LIMIT ${limit}`}`
}
