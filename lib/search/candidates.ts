import { allOf, anyLexeme } from './index-query.ts'
import { blockLexeme, passagesPerBlock } from './lexemes.ts'
import type { Reading } from './reading.ts'
import { type Scope, wall, wallValues } from './scope.ts'

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

/** Blocks read first, and then: what very many passages have is found among the newest, without reading them all. */
const windows = [1, 4, 16]
const chunk = 500

export async function findNewest(read: Reading): Promise<number> {
  const [row] = await read<{ id: string | null }>('SELECT max(id) AS id FROM "Passage"', [])
  return Number(row?.id ?? 0)
}

/**
 * Passages up to `newest` that meet `condition`, block after block from the newest on, handed to `take` until it says enough or
 * there are no more. `isWhole`: every one was handed over.
 */
export async function findCandidates(
  read: Reading,
  scope: Scope,
  search: { condition: string | null; without: string | null; newest: number },
  take: (candidates: Candidate[]) => 'enough' | 'more',
): Promise<{ isWhole: boolean }> {
  const lastBlock = Math.floor(search.newest / passagesPerBlock)
  let below = lastBlock + 1
  for (const size of [...windows, Number.POSITIVE_INFINITY]) {
    const from = Math.max(0, below - size)
    const isRest = from === 0 && below - from > Math.max(...windows)
    const blocks = Array.from({ length: isRest ? 0 : below - from }, (_, index) => blockLexeme(from + index))
    const wanted = allOf([search.condition, scope.condition, anyLexeme(blocks)])
    if (wanted === null) return { isWhole: false }
    const values = [
      ...wallValues(scope.userId, scope),
      allOf([wanted, search.without]),
      Math.min(search.newest, below * passagesPerBlock - 1),
    ]
    const isRead = await readInChunks(read, values, take)
    if (!isRead) return { isWhole: false }
    below = from
    if (below === 0) break
  }
  return { isWhole: true }
}

/** Hands over a few at a time, so that no more than needed leave the database. False when it was told to stop. */
async function readInChunks(
  read: Reading,
  values: readonly unknown[],
  take: (candidates: Candidate[]) => 'enough' | 'more',
): Promise<boolean> {
  await read(`DECLARE candidates NO SCROLL CURSOR FOR ${candidatesSql}`, values)
  for (;;) {
    const found = await read<Candidate>(`FETCH ${chunk} FROM candidates`, [])
    const isDone = found.length < chunk
    const isEnough = take(found) === 'enough'
    if (!isDone && !isEnough) continue
    await read('CLOSE candidates', [])
    return !isEnough
  }
}

/** Always the index on the words first, and no more of its passages than are asked for: the planner cannot know that this is best. */
const hits = `WITH hit AS MATERIALIZED (
    SELECT id, "documentId", "versionId", page, start, "headingPath", text FROM "Passage"
    WHERE vector @@ $5::tsquery AND id + 0 <= $6
  )`

const candidatesSql = `${hits}
  SELECT hit.id, hit."documentId", d."matterId", hit."versionId", v.number AS version, d.title, hit.page, hit.start, hit."headingPath", hit.text
  FROM hit
  JOIN "Document" d ON d.id = hit."documentId" AND d."currentVersionId" = hit."versionId"
  JOIN "DocumentVersion" v ON v.id = hit."versionId"
  WHERE ${wall}`

/** Whether any passage in scope has it: what many have is seen among the newest already. */
export async function hasCandidate(read: Reading, scope: Scope, condition: string, newest: number): Promise<boolean> {
  const lastBlock = Math.floor(newest / passagesPerBlock)
  const lately = anyLexeme([blockLexeme(lastBlock), blockLexeme(Math.max(0, lastBlock - 1))])
  for (const part of [lately, null]) {
    const found = await read(
      `${hits} SELECT 1 FROM hit JOIN "Document" d ON d.id = hit."documentId" AND d."currentVersionId" = hit."versionId"
       WHERE ${wall} LIMIT 1`,
      [...wallValues(scope.userId, scope), allOf([condition, scope.condition, part]), newest],
    )
    if (found.length > 0) return true
  }
  return false
}
