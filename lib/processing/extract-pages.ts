import { setImmediate } from 'node:timers/promises'
import { AppError } from '#lib/core/errors.ts'
import { pdfLimits } from '#lib/core/pdf/limits.ts'
import { openPdf, type PageSlice, type PageText, readSlice } from '#lib/core/pdf/pdf.ts'
import { storage } from '#lib/core/storage/storage.ts'
import type { JobSlice } from './job-slice.ts'
import { processingLimits } from './limits.ts'
import { savePages } from './save-pages.ts'
import { addPages, requireTextWithinLimits } from './text-limits.ts'
import { markProcessing, type VersionState } from './version-state.ts'

type Extracted = { slice: JobSlice; isComplete: boolean }

type Options = {
  /** Whether the job slice is over: extraction stops after the batch at hand. */
  isOver: () => boolean
  signal: AbortSignal
}

/**
 * The first step of processing: extracts the pages of a version that are not in the database, in order, and saves them in batches, each with
 * the further steps. Gives what it measured, for the next slice, and whether every page is there; null where the version is gone or
 * settled by another process. Throws `pdf.…` for a document that cannot be read, and what storage throws.
 */
export async function extractPages(
  slice: JobSlice,
  version: VersionState,
  { isOver, signal }: Options,
): Promise<Extracted | null> {
  return storage.withLocalFile(version.sha256, (path) => extractFrom(path, slice, version, { isOver, signal }))
}

async function extractFrom(
  path: string,
  slice: JobSlice,
  version: VersionState,
  { isOver, signal }: Options,
): Promise<Extracted | null> {
  const opened =
    version.pageCount === null ? await openPdf(path, signal) : { pageCount: version.pageCount, title: null }
  const { pageCount } = opened
  await markProcessing(version.id, pageCount, opened.title)
  let { extractMs, pagesTooComplex, pagesDamaged, text } = slice
  let extracting =
    version.pagesDone < pageCount
      ? timed(readSlice(path, { from: version.pagesDone + 1, to: pageCount, signal }))
      : null
  while (extracting) {
    const { pages, next, ms } = await extracting
    extractMs += ms
    pagesTooComplex += pages.filter((page) => page.problem === 'too_complex').length
    pagesDamaged += pages.filter((page) => page.problem === 'damaged').length
    const detail = pages.find((page) => page.problemDetail)?.problemDetail
    requireWithinLimits({ pageCount, extractMs, pagesTooComplex, pagesDamaged, detail })
    text = addPages(text, pages)
    requireTextWithinLimits(text, version.bytes)
    const isEnd = next !== null && (isOver() || signal.aborted)
    // The next pages are extracted while these are saved.
    extracting = next === null || isEnd ? null : timed(readSlice(path, { from: next, to: pageCount, signal }))
    // A rejection is handled where the promise is awaited; until then it must not count as unhandled.
    extracting?.catch(() => {})
    for (const batch of batchesOf(pages)) {
      const saved = await savePages(version, batch)
      if (!saved) return null
      text = { ...text, passages: text.passages + saved.passages }
      requireTextWithinLimits(text, version.bytes)
      await setImmediate()
    }
    if (isEnd) return { slice: { ...slice, extractMs, pagesTooComplex, pagesDamaged, text }, isComplete: false }
  }
  return { slice: { ...slice, extractMs, pagesTooComplex, pagesDamaged, text }, isComplete: true }
}

async function timed(extracting: Promise<PageSlice>): Promise<PageSlice & { ms: number }> {
  const start = performance.now()
  return { ...(await extracting), ms: performance.now() - start }
}

function* batchesOf(pages: readonly PageText[]): Generator<PageText[]> {
  let batch: PageText[] = []
  let units = 0
  for (const page of pages) {
    const isFull =
      batch.length >= processingLimits.batchPages || units + page.text.length > processingLimits.batchTextUnits
    if (isFull && batch.length > 0) {
      yield batch
      batch = []
      units = 0
    }
    batch.push(page)
    units += page.text.length
  }
  if (batch.length > 0) yield batch
}

type Measured = Pick<JobSlice, 'extractMs' | 'pagesTooComplex' | 'pagesDamaged'> & {
  pageCount: number
  detail: string | null | undefined
}

/** Throws for a document that took too long as a whole, or of which no page can be read; `detail` says what was wrong with one. */
function requireWithinLimits({ pageCount, extractMs, pagesTooComplex, pagesDamaged, detail }: Measured): void {
  const reason = detail ? { detail } : {}
  const allowedMs = processingLimits.baseExtractMs + processingLimits.extractMsPerPage * pageCount
  if (extractMs > allowedMs || pagesTooComplex > pdfLimits.pagesGivenUp) throw new AppError('pdf.too_complex', reason)
  if (pagesTooComplex + pagesDamaged < pageCount) return
  throw new AppError(pagesTooComplex > 0 ? 'pdf.too_complex' : 'pdf.damaged', reason)
}
