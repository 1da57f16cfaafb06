import { Prisma } from '#lib/core/db/generated/client.ts'
import { allOf, anyLexeme } from './index-query.ts'
import { blockLexeme, passagesPerBlock } from './lexemes.ts'
import type { Scope } from './scope.ts'
import type { RunQuery } from './snapshot.ts'

/** A passage that the index returns for a condition; whether it matches the query is decided by the Matcher. */
export type Candidate = {
  id: string
  documentId: string
  matterId: string
  versionId: string
  version: number
  title: string
  page: number
  start: number
  headingPath: string[]
  text: string
}

/** The numbers of blocks read first: terms that very many passages contain are found among the newest, without reading all. */
const blockWindows = [1, 4, 16]
const fetchSize = 500

/** Whether to read further candidates. */
type OnBatch = (candidates: Candidate[]) => 'stop' | 'continue'

/** The highest passage id in the snapshot; 0 if there are no passages. */
export async function findNewestPassageId(run: RunQuery): Promise<number> {
  const [row] = await run<{ id: string | null }>(Prisma.sql`SELECT max(id) AS id FROM "Passage"`)
  return Number(row?.id ?? 0)
}

/**
 * Reads the passages up to the id `newest` that meet `condition` and `exclusion`, block by block from the newest on, and passes them to
 * `onBatch` until it returns `stop`. `isExhaustive`: all of them were read.
 */
export async function findCandidates(
  run: RunQuery,
  scope: Scope,
  search: { condition: string | null; exclusion: string | null; newest: number },
  onBatch: OnBatch,
): Promise<{ isExhaustive: boolean }> {
  const lastBlock = Math.floor(search.newest / passagesPerBlock)
  let below = lastBlock + 1
  for (const size of [...blockWindows, Number.POSITIVE_INFINITY]) {
    const from = Math.max(0, below - size)
    const isRemainder = from === 0 && below - from > Math.max(...blockWindows)
    const blocks = Array.from({ length: isRemainder ? 0 : below - from }, (_, index) => blockLexeme(from + index))
    const restricted = allOf([search.condition, scope.condition, anyLexeme(blocks)])
    if (restricted === null) return { isExhaustive: false }
    const hits = indexHits(allOf([restricted, search.exclusion]), Math.min(search.newest, below * passagesPerBlock - 1))
    const { isExhaustive } = await readInBatches(run, candidatesQuery(hits, scope), onBatch)
    if (!isExhaustive) return { isExhaustive }
    below = from
    if (below === 0) break
  }
  return { isExhaustive: true }
}

/** Reads through a SQL cursor, so that no more rows than needed leave the database. */
async function readInBatches(run: RunQuery, query: Prisma.Sql, onBatch: OnBatch): Promise<{ isExhaustive: boolean }> {
  await run(Prisma.sql`DECLARE candidates NO SCROLL CURSOR FOR ${query}`)
  for (;;) {
    const batch = await run<Candidate>(Prisma.raw(`FETCH ${fetchSize} FROM candidates`))
    const isLastBatch = batch.length < fetchSize
    const isStopped = onBatch(batch) === 'stop'
    if (!isLastBatch && !isStopped) continue
    await run(Prisma.sql`CLOSE candidates`)
    return { isExhaustive: !isStopped }
  }
}

/** MATERIALIZED and `id + 0` make the planner use the GIN index alone: it has no statistics on lexemes and would choose worse. */
function indexHits(condition: string | null, newest: number): Prisma.Sql {
  return Prisma.sql`WITH hit AS MATERIALIZED (
    SELECT id, "documentId", "versionId", page, start, "headingPath", text FROM "Passage"
    WHERE vector @@ ${condition}::tsquery AND id + 0 <= ${newest}
  )`
}

function candidatesQuery(hits: Prisma.Sql, { access }: Scope): Prisma.Sql {
  return Prisma.sql`${hits}
    SELECT hit.id, hit."documentId", d."matterId", hit."versionId", v.number AS version, d.title, hit.page, hit.start, hit."headingPath", hit.text
    FROM hit
    JOIN "Document" d ON d.id = hit."documentId" AND d."currentVersionId" = hit."versionId"
    JOIN "DocumentVersion" v ON v.id = hit."versionId"
    WHERE ${access}`
}

/** Whether any passage in scope meets a condition. The newest two blocks are tried first, which is enough for frequent terms. */
export async function hasCandidate(run: RunQuery, scope: Scope, condition: string, newest: number): Promise<boolean> {
  const lastBlock = Math.floor(newest / passagesPerBlock)
  const newestBlocks = anyLexeme([blockLexeme(lastBlock), blockLexeme(Math.max(0, lastBlock - 1))])
  for (const blocks of [newestBlocks, null]) {
    const found = await run(Prisma.sql`${indexHits(allOf([condition, scope.condition, blocks]), newest)}
      SELECT 1 FROM hit JOIN "Document" d ON d.id = hit."documentId" AND d."currentVersionId" = hit."versionId"
      WHERE ${scope.access} LIMIT 1`)
    if (found.length > 0) return true
  }
  return false
}
