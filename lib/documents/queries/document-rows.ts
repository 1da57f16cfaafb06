import type { Db, Tx } from '#lib/core/db/client.ts'
import { Prisma } from '#lib/core/db/generated/client.ts'
import type { DocumentRow } from '../present.ts'

type FoundRow = DocumentRow & {
  revision: number
  /** What `key` was asked to be, for a list's cursor. */
  key: string
}

/**
 * Documents as presentDocument wants them for this reader, all in one statement: these are the reads that people wait for. `where`,
 * `orderBy` and `key` speak of the document as `d` and of its current version as `v`; who may see which is for `where` to say.
 */
export async function findDocumentRows(
  tx: Tx | Db,
  userId: string,
  { where, orderBy, limit, key }: { where: Prisma.Sql; orderBy?: Prisma.Sql; limit?: number; key?: Prisma.Sql },
): Promise<FoundRow[]> {
  return tx.$queryRaw<FoundRow[]>`/* prepared */
    SELECT d.id, d."matterId", d.title, d.tags, d.revision, d."createdAt", d."updatedAt", d."deletedAt",
      d."createdById", u.name AS "createdByName", v.number, v.sha256, v.bytes, v."fileName", v.status, v."pageCount", v."pagesDone",
      v."pagesText", v."pagesOcr", v."pagesUnreadable", v."failureCode", v."failureDetail", ${key ?? Prisma.sql`''`} AS key,
      (SELECT o.id FROM "Document" o
        WHERE o.id = d."duplicateOfId" AND o."deletedAt" IS NULL AND ${isMemberOf(Prisma.sql`o."matterId"`, userId)}) AS "duplicateOf"
    FROM "Document" d JOIN "DocumentVersion" v ON v.id = d."currentVersionId" JOIN "User" u ON u.id = d."createdById"
    WHERE ${where}
    ${orderBy ? Prisma.sql`ORDER BY ${orderBy}` : Prisma.empty}
    ${limit === undefined ? Prisma.empty : Prisma.sql`LIMIT ${limit}`}`
}

/** Whether the reader is a member of the matter whose id this is, in any role. */
export function isMemberOf(matterId: Prisma.Sql, userId: string): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM "MatterMember" m WHERE m."matterId" = ${matterId} AND m."userId" = ${userId}::uuid)`
}
