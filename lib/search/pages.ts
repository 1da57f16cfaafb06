import type { Candidate } from './candidates.ts'
import type { Reading } from './reading.ts'

type PlacedOnPage = Pick<Candidate, 'versionId' | 'page'>
/** The whole text, or the packed boxes of its words: each is read without the other, for both are large. */
type PageParts = { text: string; words: Uint8Array }

export function pageKey({ versionId, page }: PlacedOnPage): string {
  return `${versionId} ${page}`
}

/** One part of the pages that passages stand on, by the pages' keys. */
export async function readPages<Part extends keyof PageParts>(
  read: Reading,
  part: Part,
  passages: readonly PlacedOnPage[],
): Promise<Map<string, PageParts[Part]>> {
  const pages = new Map(passages.map((passage) => [pageKey(passage), passage]))
  const rows = await read<PlacedOnPage & { part: PageParts[Part] }>(
    `SELECT "versionId", number AS page, ${part} AS part FROM "Page" JOIN unnest($1::uuid[], $2::int[]) AS asked (version, page)
       ON "versionId" = asked.version AND number = asked.page`,
    [[...pages.values()].map(({ versionId }) => versionId), [...pages.values()].map(({ page }) => page)],
  )
  return new Map(rows.map((row) => [pageKey(row), row.part]))
}
