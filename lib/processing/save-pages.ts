import { notify } from '#lib/core/db/notifications.ts'
import type { PageText } from '#lib/core/pdf/pdf.ts'
import { processingLimits } from './limits.ts'
import { runSteps } from './run-steps.ts'
import type { StepEntry } from './step.ts'
import { withVersion } from './version-state.ts'

/** When progress of each version was last notified. The last page needs no notification: the change of state that follows is one. */
const notifiedAt = new Map<string, number>()

/**
 * Saves extracted pages of one generation, runs the further steps on them and advances the count of pages done, all in one transaction.
 * Pages that were saved already stay and count once; those of an earlier generation are replaced. Gives the number of passages, or null
 * where the version is gone, settled, or has a newer generation.
 */
export async function savePages(
  { id: versionId, generation }: { id: string; generation: number },
  pages: readonly PageText[],
): Promise<{ passages: number } | null> {
  return withVersion(versionId, async (tx, version) => {
    if (version.status !== 'processing' || version.generation !== generation) return null
    const { entries, passages } = await runSteps(tx, version, pages)
    const steps = pages.map((page) => JSON.stringify({ extract: extractEntry(page), ...entries.get(page.number) }))
    const inserted = await tx.$queryRaw<{ source: string }[]>`
      INSERT INTO "Page" ("versionId", number, width, height, text, words, source, steps, generation, "updatedAt")
      SELECT ${versionId}::uuid, number, width, height, text, decode(words, 'base64'), source, steps::jsonb, ${generation}::int, now()
      FROM unnest(
        ${pages.map((page) => page.number)}::int[], ${pages.map((page) => page.width)}::float8[],
        ${pages.map((page) => page.height)}::float8[], ${pages.map((page) => page.text)}::text[],
        ${pages.map((page) => Buffer.from(page.words).toString('base64'))}::text[], ${pages.map(sourceOf)}::text[], ${steps}::text[]
      ) AS extracted (number, width, height, text, words, source, steps)
      ON CONFLICT ("versionId", number) DO UPDATE SET width = excluded.width, height = excluded.height, text = excluded.text,
        words = excluded.words, source = excluded.source, steps = excluded.steps, confidence = NULL,
        generation = excluded.generation, "updatedAt" = now()
      WHERE "Page".generation < excluded.generation
      RETURNING source`
    const unreadable = inserted.filter(({ source }) => source === 'none').length
    await tx.$executeRaw`
      UPDATE "DocumentVersion" SET "pagesDone" = "pagesDone" + ${inserted.length}::int,
        "pagesText" = "pagesText" + ${inserted.length - unreadable}::int,
        "pagesUnreadable" = "pagesUnreadable" + ${unreadable}::int, "updatedAt" = now()
      WHERE id = ${versionId}::uuid`
    const { documentId, matterId } = version
    if (isTimeToNotify(versionId))
      await notify(tx, { type: 'document', documentId, matterIds: [matterId], isProgress: true })
    return { passages }
  })
}

/** Why a page has no text: `damaged`, `too_complex`, or `no_text` for one that only shows a picture. */
function extractEntry({ problem, isPicture }: PageText): StepEntry {
  const reason = problem ?? (isPicture ? 'no_text' : null)
  return reason ? { state: 'failed', reason } : { state: 'done' }
}

function sourceOf(page: PageText): 'text' | 'none' {
  return extractEntry(page).state === 'done' ? 'text' : 'none'
}

function isTimeToNotify(versionId: string): boolean {
  const now = performance.now()
  if (now - (notifiedAt.get(versionId) ?? Number.NEGATIVE_INFINITY) < processingLimits.notifyEveryMs) return false
  if (notifiedAt.size > 1_000) notifiedAt.clear()
  notifiedAt.set(versionId, now)
  return true
}
