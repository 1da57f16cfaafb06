import type { Tx } from '#lib/core/db/client.ts'
import { processingLimits } from './limits.ts'
import type { ExtractedPage, ProcessingStep, StepEntry } from './step.ts'
import { processingSteps } from './steps.ts'
import { type VersionState, withVersion } from './version-state.ts'

/** The entries of a page by the names of the steps, as "Page".steps holds them. */
export type PageSteps = Record<string, StepEntry>

/**
 * Runs every step on pages that were just extracted, before their rows are written; gives what each page's row records, and the number of
 * passages.
 */
export async function runSteps(
  tx: Tx,
  version: VersionState,
  pages: readonly ExtractedPage[],
): Promise<{ entries: Map<number, PageSteps>; passages: number }> {
  const entries = new Map<number, PageSteps>(pages.map(({ number }) => [number, {}]))
  let passages = 0
  for (const step of processingSteps) {
    const result = await step.run(tx, version, pages)
    passages += result.passages ?? 0
    for (const [number, entry] of result.entries) entries.set(number, { ...entries.get(number), [step.name]: entry })
    if (result.outdated) await markPending(tx, version.id, step.name, result.outdated)
  }
  return { entries, passages }
}

/**
 * Runs the steps that pages of the version still lack, one batch in each transaction. Stops between two batches as soon as `isOver` says
 * so, and gives false then. The steps of a version that is gone or failed count as done.
 */
export async function runPendingSteps(versionId: string, isOver: () => boolean): Promise<boolean> {
  for (const step of processingSteps) {
    for (;;) {
      const count = await withVersion(versionId, (tx, version) => runPendingBatch(tx, version, step))
      if (!count) break
      if (isOver()) return false
    }
  }
  return true
}

async function runPendingBatch(tx: Tx, version: VersionState, step: ProcessingStep): Promise<number> {
  if (version.status === 'failed') return 0
  const pages = await findPending(tx, version, step.name)
  if (pages.length === 0) return 0
  const { entries, outdated } = await step.run(tx, version, pages)
  for (const { number } of pages) {
    // The page would be found again at once, without end.
    if ((entries.get(number)?.state ?? 'pending') === 'pending')
      throw new Error(`The step ${step.name} left page ${number} pending.`)
  }
  await saveEntries(tx, version.id, step.name, entries)
  if (outdated) await markPending(tx, version.id, step.name, outdated)
  return pages.length
}

/** While a version is processed anew, pages of an earlier generation are not worked on: they are about to be replaced. */
async function findPending(tx: Tx, { id, generation, status }: VersionState, step: string): Promise<ExtractedPage[]> {
  return tx.$queryRaw<ExtractedPage[]>`
    SELECT number, text FROM "Page"
    WHERE "versionId" = ${id}::uuid AND coalesce(steps->${step}->>'state', 'pending') = 'pending'
      AND (generation = ${generation} OR ${status} = 'ready')
    ORDER BY number LIMIT ${processingLimits.batchPages}`
}

async function saveEntries(
  tx: Tx,
  versionId: string,
  step: string,
  entries: ReadonlyMap<number, StepEntry>,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Page" SET steps = steps || jsonb_build_object(${step}::text, entry::jsonb), "updatedAt" = now()
    FROM unnest(${[...entries.keys()]}::int[], ${[...entries.values()].map((entry) => JSON.stringify(entry))}::text[])
      AS result (page, entry)
    WHERE "versionId" = ${versionId}::uuid AND number = result.page`
}

async function markPending(tx: Tx, versionId: string, step: string, page: number): Promise<void> {
  await saveEntries(tx, versionId, step, new Map([[page, { state: 'pending' }]]))
}
