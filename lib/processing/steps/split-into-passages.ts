import { isDeepStrictEqual } from 'node:util'
import type { Tx } from '#lib/core/db/client.ts'
import type { Heading } from '#lib/passages/headings.ts'
import { replacePassages } from '#lib/passages/replace-passages.ts'
import { type PassageDraft, splitPassages } from '#lib/passages/split-passages.ts'
import type { ExtractedPage, ProcessingStep, StepEntry } from '../step.ts'
import type { VersionState } from '../version-state.ts'

const name = 'passages'

/** The headings above the first line of a page, and those above whatever follows the page. */
type PassagesEntry = StepEntry & { headingsBefore: Heading[]; headingsAfter: Heading[] }

/**
 * Splits pages into passages and indexes them. Each page keeps the headings that are in force at its end, so that the next page is split
 * below them even if it arrives first: a page whose headings changed makes the following one outdated.
 */
export const splitIntoPassages: ProcessingStep = {
  name,
  async run(tx, version, pages) {
    const entries = new Map<number, PassagesEntry>()
    let outdated: number | null = null
    let passages = 0
    for (const range of consecutiveRanges(pages)) {
      const first = range[0]
      const last = range.at(-1)
      if (!first || !last) continue
      let headings = await findHeadingsBefore(tx, version, first.number)
      const drafts: PassageDraft[] = []
      for (const page of range) {
        const split = splitPassages([page], { path: headings })
        drafts.push(...split.passages)
        entries.set(page.number, { state: 'done', headingsBefore: headings, headingsAfter: split.state.path })
        headings = split.state.path
      }
      const { id: versionId, documentId, matterId } = version
      const target = { versionId, documentId, matterId, fromPage: first.number, toPage: last.number }
      await replacePassages(tx, target, drafts)
      passages += drafts.length
      if (await isOutdated(tx, version, last.number + 1, headings)) outdated ??= last.number + 1
    }
    return { entries, outdated, passages }
  },
}

function* consecutiveRanges(pages: readonly ExtractedPage[]): Generator<ExtractedPage[]> {
  let range: ExtractedPage[] = []
  for (const page of pages) {
    if (range.length > 0 && range.at(-1)?.number !== page.number - 1) {
      yield range
      range = []
    }
    range.push(page)
  }
  if (range.length > 0) yield range
}

/** The headings in force at the end of the nearest earlier page that was split. */
async function findHeadingsBefore(tx: Tx, { id }: VersionState, page: number): Promise<Heading[]> {
  if (page === 1) return []
  const [row] = await tx.$queryRaw<{ headings: Heading[] }[]>`
    SELECT steps->${name}->'headingsAfter' AS headings FROM "Page"
    WHERE "versionId" = ${id}::uuid AND number < ${page} AND steps->${name}->>'state' = 'done'
    ORDER BY number DESC LIMIT 1`
  return row?.headings ?? []
}

/** Whether the page was split under other headings. A page of an earlier generation does not count: it is about to be replaced. */
async function isOutdated(
  tx: Tx,
  { id, generation }: VersionState,
  page: number,
  headings: readonly Heading[],
): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ headings: Heading[] }[]>`
    SELECT steps->${name}->'headingsBefore' AS headings FROM "Page"
    WHERE "versionId" = ${id}::uuid AND number = ${page} AND generation = ${generation}
      AND steps->${name}->>'state' = 'done'`
  return row !== undefined && !isDeepStrictEqual(row.headings, headings)
}
