import { Prisma } from '#lib/core/db/generated/client.ts'
import type { Candidate } from './candidates.ts'
import type { RunQuery } from './snapshot.ts'

type PageReference = Pick<Candidate, 'versionId' | 'page'>
/** Columns of "Page" that a search needs: the text, or the packed word boxes. Each is read alone, because both are large. */
type PageColumns = { text: string; words: Uint8Array }

/** Identifies a page in maps and sets. */
export function pageKey({ versionId, page }: PageReference): string {
  return `${versionId} ${page}`
}

/** Reads one column of the given passages' pages, by page key. */
export async function readPages<Column extends keyof PageColumns>(
  run: RunQuery,
  column: Column,
  passages: readonly PageReference[],
): Promise<Map<string, PageColumns[Column]>> {
  const pages = [...new Map(passages.map((passage) => [pageKey(passage), passage])).values()]
  const rows = await run<PageReference & { value: PageColumns[Column] }>(Prisma.sql`
    SELECT "versionId", number AS page, ${Prisma.raw(column)} AS value FROM "Page"
    JOIN unnest(${pages.map(({ versionId }) => versionId)}::uuid[], ${pages.map(({ page }) => page)}::int[]) AS searched (version, page)
      ON "versionId" = searched.version AND number = searched.page`)
  return new Map(rows.map((row) => [pageKey(row), row.value]))
}
