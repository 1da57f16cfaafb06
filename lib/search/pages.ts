import type { Candidate } from './candidates.ts'
import type { Reading } from './reading.ts'

type PlacedOnPage = Pick<Candidate, 'versionId' | 'page'>

export function pageKey({ versionId, page }: PlacedOnPage): string {
  return `${versionId} ${page}`
}

/** The pages of passages by their key: the whole text, and the packed boxes of its words. */
export async function readPages(
  read: Reading,
  passages: readonly PlacedOnPage[],
): Promise<Map<string, { text: string; words: Uint8Array }>> {
  const rows = await read<{ versionId: string; page: number; text: string; words: Uint8Array }>(
    `SELECT "versionId", number AS page, text, words FROM "Page"
     JOIN (SELECT DISTINCT * FROM unnest($1::uuid[], $2::int[])) AS asked (version, page)
       ON "versionId" = asked.version AND number = asked.page`,
    [passages.map(({ versionId }) => versionId), passages.map(({ page }) => page)],
  )
  return new Map(rows.map((row) => [pageKey(row), row]))
}
