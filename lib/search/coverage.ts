import type { Principal } from '#lib/core/auth/principal.ts'
import { Prisma } from '#lib/core/db/generated/client.ts'
import { type Restriction, searchAccess } from './scope.ts'
import { runOnPool } from './snapshot.ts'

export type Coverage = { documents: number; pages: number; unreadablePages: number }

/**
 * The documents and pages that a search covers, and how many of those pages have no readable text. Pages still to be processed are not
 * covered. A file that could not be opened counts as one unreadable page, as in `presentDocument`.
 */
export async function getCoverage(principal: Principal, restriction: Restriction): Promise<Coverage> {
  const [row] = await runOnPool<Coverage>(Prisma.sql`
    SELECT count(*)::int AS documents,
       coalesce(sum(CASE v.status WHEN 'failed' THEN coalesce(v."pageCount", 1) WHEN 'ready' THEN v."pageCount"
         ELSE v."pagesDone" END), 0)::int AS pages,
       coalesce(sum(CASE v.status WHEN 'failed' THEN coalesce(v."pageCount", 1) ELSE v."pagesUnreadable" END), 0)::int
         AS "unreadablePages"
     FROM "Document" d JOIN "DocumentVersion" v ON v.id = d."currentVersionId"
    WHERE ${searchAccess(principal, restriction)}`)
  return row ?? { documents: 0, pages: 0, unreadablePages: 0 }
}
