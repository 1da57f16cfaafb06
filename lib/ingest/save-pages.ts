import { notify } from '#lib/core/db/notifications.ts'
import type { PageText } from '#lib/core/pdf/pdf.ts'
import { ingestLimits } from './ingest-limits.ts'
import { replacePassages, type SplitterState, splitPassages } from './passages.ts'
import { withVersion } from './version-state.ts'

/** When each version was last told of; the last page is always told by the change of state that follows it. */
const toldAt = new Map<string, number>()

/**
 * Saves pages of one reading with their passages and moves the count of pages done, all in one transaction. Pages that it saved already
 * stay as they are and count once; those of an earlier reading are replaced. Gives the headings for what follows and the number of
 * passages, or null where the version is gone, settled, or read anew.
 */
export async function savePages(
  { id: versionId, reading }: { id: string; reading: number },
  pages: readonly PageText[],
  state: SplitterState,
): Promise<{ headings: SplitterState; passages: number } | null> {
  const split = splitPassages(pages, state)
  const isSaved = await withVersion(versionId, async (tx, version) => {
    if (version.status !== 'processing' || version.reading !== reading) return false
    const inserted = await tx.$queryRaw<{ source: string }[]>`
      INSERT INTO "Page" ("versionId", number, width, height, text, words, source, reading, "updatedAt")
      SELECT ${versionId}::uuid, number, width, height, text, decode(words, 'base64'), source, ${reading}::int, now()
      FROM unnest(
        ${pages.map((page) => page.number)}::int[], ${pages.map((page) => page.width)}::float8[],
        ${pages.map((page) => page.height)}::float8[], ${pages.map((page) => page.text)}::text[],
        ${pages.map((page) => Buffer.from(page.words).toString('base64'))}::text[], ${pages.map(sourceOf)}::text[]
      ) AS read (number, width, height, text, words, source)
      ON CONFLICT ("versionId", number) DO UPDATE SET width = excluded.width, height = excluded.height, text = excluded.text,
        words = excluded.words, source = excluded.source, confidence = NULL, reading = excluded.reading, "updatedAt" = now()
      WHERE "Page".reading < excluded.reading
      RETURNING source`
    const unreadable = inserted.filter(({ source }) => source === 'none').length
    const { documentId, matterId } = version
    const range = { fromPage: pages[0]?.number ?? 0, toPage: pages.at(-1)?.number ?? 0 }
    await replacePassages(tx, { versionId, documentId, matterId, ...range }, split.passages)
    await tx.$executeRaw`
      UPDATE "DocumentVersion" SET "pagesDone" = "pagesDone" + ${inserted.length}::int,
        "pagesText" = "pagesText" + ${inserted.length - unreadable}::int,
        "pagesUnreadable" = "pagesUnreadable" + ${unreadable}::int, "updatedAt" = now()
      WHERE id = ${versionId}::uuid`
    if (isTimeToTell(versionId))
      await notify(tx, { type: 'document', documentId, matterIds: [matterId], isProgress: true })
    return true
  })
  return isSaved ? { headings: split.state, passages: split.passages.length } : null
}

/** A page without text of its own waits for OCR as "none"; so does one that could not be read. */
function sourceOf(page: PageText): 'text' | 'none' {
  return page.problem || page.needsOcr ? 'none' : 'text'
}

function isTimeToTell(versionId: string): boolean {
  const now = performance.now()
  if (now - (toldAt.get(versionId) ?? Number.NEGATIVE_INFINITY) < ingestLimits.notifyEveryMs) return false
  if (toldAt.size > 1_000) toldAt.clear()
  toldAt.set(versionId, now)
  return true
}
