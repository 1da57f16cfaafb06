import { readPlainly } from './reading.ts'
import { type Narrowed, wall, wallValues } from './scope.ts'

export type Coverage = { documents: number; pages: number; unreadablePages: number }

/**
 * What a search looks at, and how much of it nobody could read. Pages that are still to be read are not looked at. A file that
 * never opened counts as one page that could not be read, as in `presentDocument`.
 */
export async function readCoverage(userId: string, narrowed: Narrowed): Promise<Coverage> {
  const [row] = await readPlainly<Coverage>(
    `SELECT count(*)::int AS documents,
       coalesce(sum(CASE v.status WHEN 'failed' THEN coalesce(v."pageCount", 1) WHEN 'ready' THEN v."pageCount"
         ELSE v."pagesDone" END), 0)::int AS pages,
       coalesce(sum(CASE v.status WHEN 'failed' THEN coalesce(v."pageCount", 1) ELSE v."pagesUnreadable" END), 0)::int
         AS "unreadablePages"
     FROM "Document" d JOIN "DocumentVersion" v ON v.id = d."currentVersionId" WHERE ${wall}`,
    wallValues(userId, narrowed),
  )
  return row ?? { documents: 0, pages: 0, unreadablePages: 0 }
}
