import { readPlainly } from './reading.ts'
import { type Narrowed, wall, wallValues } from './scope.ts'

export type Coverage = { documents: number; pages: number; unreadablePages: number }

/** What a search looks at, and how much of it nobody could read. Pages that are still to be read are not looked at. */
export async function readCoverage(userId: string, narrowed: Narrowed): Promise<Coverage> {
  const [row] = await readPlainly<Coverage>(
    `SELECT count(*)::int AS documents,
       coalesce(sum(CASE WHEN v.status IN ('queued', 'processing') THEN v."pagesDone" ELSE v."pageCount" END), 0)::int AS pages,
       coalesce(sum(v."pagesUnreadable" + CASE WHEN v.status = 'failed' THEN v."pageCount" - v."pagesDone" ELSE 0 END), 0)::int
         AS "unreadablePages"
     FROM "Document" d JOIN "DocumentVersion" v ON v.id = d."currentVersionId" WHERE ${wall}`,
    wallValues(userId, narrowed),
  )
  return row ?? { documents: 0, pages: 0, unreadablePages: 0 }
}
