import { setImmediate } from 'node:timers/promises'
import { db } from '#lib/core/db/client.ts'
import { toDatabaseFailure } from '#lib/core/db/database-failure.ts'
import { AppError, type ErrorCode } from '#lib/core/errors.ts'
import { enqueue } from '#lib/core/jobs/enqueue.ts'
import { backgroundPriority, type FairPlace, fairPlace } from '#lib/core/jobs/fair-priority.ts'
import { pdfLimits } from '#lib/core/pdf/limits.ts'
import { openPdf, type PageSlice, type PageText, readSlice } from '#lib/core/pdf/pdf.ts'
import { readFreeSpace } from '#lib/core/storage/free-space.ts'
import { storage } from '#lib/core/storage/storage.ts'
import { toStorageFailure } from '#lib/core/storage/storage-failure.ts'
import { ingestLimits } from './ingest-limits.ts'
import { type SplitterState, splitPassages } from './passages.ts'
import { savePages } from './save-pages.ts'
import { addPages, requireTextWithinLimits } from './text-limits.ts'
import type { Turn } from './turn.ts'
import { markFailed, markProcessing, markReady, type VersionState, withVersion } from './version-state.ts'

/** Begins the message of an error that says only that processing is paused. */
export const pausedPrefix = 'paused: '

/**
 * One turn at reading a version: page by page into the database, from the first page that is not there, until the document is
 * settled or the turn is over; then the next turn is enqueued. May be run again at any point, also by two processes at once.
 * While the disk is full, or storage or database do not answer, processing is paused and no document fails. Throws what else is not
 * the document's fault, for the job to be tried again.
 */
export async function ingestVersion(turn: Turn, signal: AbortSignal): Promise<void> {
  const version = await withVersion(turn.versionId, async (_tx, found) => found)
  if (!version || version.status === 'ready' || version.status === 'failed') return
  if ((await readFreeSpace()).state === 'full') return pause(turn, version, 'storage.full')
  try {
    await readOn(turn, version, signal)
  } catch (error) {
    if (signal.aborted) return enqueueTurn(turn, version)
    const failure = toStorageFailure(toDatabaseFailure(error))
    if (!(failure instanceof AppError)) throw error
    if (pausingCodes.has(failure.code)) return pause(turn, version, failure.code)
    if (!failure.code.startsWith('pdf.')) throw failure
    await markFailed(version.id, failure.code, failure.detail)
  }
}

const pausingCodes = new Set<ErrorCode>(['storage.full', 'storage.unavailable', 'database.unavailable'])

/** Has the turn run again a little later. Where not even that can be written, the error says that it counts as no attempt. */
async function pause(turn: Turn, version: VersionState, code: ErrorCode): Promise<void> {
  try {
    await enqueueTurn(turn, version, new Date(Date.now() + ingestLimits.pauseMs))
  } catch (cause) {
    throw new Error(`${pausedPrefix}${code}`, { cause })
  }
}

async function readOn(turn: Turn, version: VersionState, signal: AbortSignal): Promise<void> {
  const path = await storage.localPath(version.sha256)
  const opened =
    version.pageCount === null ? await openPdf(path, signal) : { pageCount: version.pageCount, title: null }
  const { pageCount } = opened
  await markProcessing(version.id, pageCount, opened.title)
  let headings = await readHeadings(turn, version)
  let { readMs, pagesGivenUp, pagesDamaged, text } = turn
  const turnEnds = performance.now() + ingestLimits.turnMs
  let reading =
    version.pagesDone < pageCount
      ? timed(readSlice(path, { from: version.pagesDone + 1, to: pageCount, signal }))
      : null
  while (reading) {
    const { slice, ms } = await reading
    readMs += ms
    pagesGivenUp += slice.pages.filter((page) => page.problem === 'too_complex').length
    pagesDamaged += slice.pages.filter((page) => page.problem === 'damaged').length
    const detail = slice.pages.find((page) => page.problemDetail)?.problemDetail
    requireWithinLimits({ pageCount, readMs, pagesGivenUp, pagesDamaged, detail })
    text = addPages(text, slice.pages)
    requireTextWithinLimits(text, version.bytes)
    const next = slice.next
    const isOver = next !== null && (performance.now() > turnEnds || signal.aborted)
    reading = next === null || isOver ? null : timed(readSlice(path, { from: next, to: pageCount, signal }))
    // Its failure is met when it is awaited; until then the slice in hand is saved.
    reading?.catch(() => {})
    for (const batch of batches(slice.pages)) {
      const saved = await savePages(version, batch, headings)
      if (!saved) return
      headings = saved.headings
      text = { ...text, passages: text.passages + saved.passages }
      requireTextWithinLimits(text, version.bytes)
      await setImmediate()
    }
    if (isOver) {
      const done = { headings: headings.path, headingsAt: next, readMs, pagesGivenUp, pagesDamaged, text }
      return enqueueTurn({ ...turn, ...done, turn: turn.turn + 1 }, version)
    }
  }
  if (!(await markReady(version.id))) throw new Error(`pages of version ${version.id} are missing`)
}

async function timed(reading: Promise<PageSlice>): Promise<{ slice: PageSlice; ms: number }> {
  const start = performance.now()
  return { slice: await reading, ms: performance.now() - start }
}

function* batches(pages: readonly PageText[]): Generator<PageText[]> {
  let batch: PageText[] = []
  let units = 0
  for (const page of pages) {
    const isFull = batch.length >= ingestLimits.batchPages || units + page.text.length > ingestLimits.batchTextUnits
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

/** The headings above the first page to be read: pages that a lost turn had saved are gone through once more, from the database. */
async function readHeadings(turn: Turn, version: VersionState): Promise<SplitterState> {
  let state: SplitterState = { path: turn.headings }
  for (let from = turn.headingsAt; from <= version.pagesDone; from += ingestLimits.batchPages) {
    const pages = await db.page.findMany({
      where: { versionId: version.id, number: { gte: from, lt: from + ingestLimits.batchPages } },
      select: { number: true, text: true },
      orderBy: { number: 'asc' },
    })
    state = splitPassages(pages, state).state
  }
  return state
}

type Spent = {
  pageCount: number
  readMs: number
  pagesGivenUp: number
  pagesDamaged: number
  detail: string | null | undefined
}

/** Gives a document up that took too much in all, or of which no page can be read; `detail` says what was wrong with the last. */
function requireWithinLimits({ pageCount, readMs, pagesGivenUp, pagesDamaged, detail }: Spent): void {
  const reason = detail ? { detail } : {}
  const allowedMs = ingestLimits.baseReadMs + ingestLimits.readMsPerPage * pageCount
  if (readMs > allowedMs || pagesGivenUp > pdfLimits.pagesGivenUp) throw new AppError('pdf.too_complex', reason)
  if (pagesGivenUp + pagesDamaged < pageCount) return
  throw new AppError(pagesGivenUp > 0 ? 'pdf.too_complex' : 'pdf.damaged', reason)
}

async function enqueueTurn(turn: Turn, { createdById }: VersionState, runAt?: Date): Promise<void> {
  await db.$transaction(async (tx) => {
    const place = await fairPlace(tx, 'ingest-version', createdById)
    const priority = turn.isBackground ? backgroundPriority : turnPriority(turn.turn, place)
    const jobKey = `ingest-version:${turn.versionId}`
    await enqueue(tx, 'ingest-version', turn, { jobKey, priority, ...(runAt ? { runAt } : {}) })
  })
}

/** A later turn comes behind what its person has waiting; each fourth is served next, so that a long document is never starved. */
function turnPriority(turn: number, { current, next }: FairPlace): number {
  if (turn === 1 || turn % ingestLimits.turnsPerFairTurn === 0) return current
  return Math.max(next, current + ingestLimits.laterTurnPriority)
}
