import { toDatabaseFailure } from '#lib/core/db/database-failure.ts'
import { AppError, type ErrorCode } from '#lib/core/errors.ts'
import type { JobRun } from '#lib/core/jobs/handle-job.ts'
import { readFreeSpace } from '#lib/core/storage/free-space.ts'
import { toStorageFailure } from '#lib/core/storage/storage-failure.ts'
import { errorCatalogue } from '#lib/errors.ts'
import { extractPages } from './extract-pages.ts'
import type { JobSlice } from './job-slice.ts'
import { processingLimits } from './limits.ts'
import { enqueueSlice } from './queue.ts'
import { runPendingSteps } from './run-steps.ts'
import { markFailed, markReady, type VersionState, withVersion } from './version-state.ts'

/** The prefix of the message of an error that only says that processing is paused. */
const pausedPrefix = 'paused: '

const pausingCodes = new Set<ErrorCode>(['storage.full', 'storage.unavailable', 'database.unavailable'])

/**
 * The handler of the job `process-version`: one slice. Extracts the pages that are missing, then runs the steps that pages lack, until the
 * version is complete or the slice is over; then the next slice is enqueued. May be run again at any point, and by two processes at once.
 *
 * While the disk is full, or storage or database do not respond, processing pauses and no document fails. Any other error that is not the
 * document's fault is thrown, and the job is run again; after `processingLimits.attempts` the document fails.
 */
export async function processVersion(slice: JobSlice, { signal, attempt, lastError }: JobRun): Promise<void> {
  const wasPaused = lastError?.includes(pausedPrefix)
  if (attempt > processingLimits.attempts && !wasPaused) return giveUp(slice.versionId, lastError)
  const version = await withVersion(slice.versionId, async (_tx, found) => found)
  if (!version || version.status === 'failed') return
  if ((await readFreeSpace()).state === 'full') return pause(slice, version, 'storage.full')
  try {
    await processSlice(slice, version, signal)
  } catch (error) {
    if (signal.aborted) return enqueueSlice(slice, version.createdById)
    const failure = toStorageFailure(toDatabaseFailure(error))
    if (!(failure instanceof AppError)) throw error
    if (pausingCodes.has(failure.code)) return pause(slice, version, failure.code)
    if (!failure.code.startsWith('pdf.')) throw failure
    await markFailed(version.id, failure.code, failure.detail)
  }
}

async function processSlice(slice: JobSlice, version: VersionState, signal: AbortSignal): Promise<void> {
  const endsAt = performance.now() + processingLimits.sliceMs
  const isOver = () => performance.now() > endsAt || signal.aborted
  let done = { slice, isComplete: true }
  if (version.status !== 'ready') {
    const extracted = await extractPages(slice, version, { isOver, signal })
    if (!extracted) return
    done = extracted
  }
  if (!done.isComplete || !(await runPendingSteps(version.id, isOver)))
    return enqueueSlice({ ...done.slice, slice: slice.slice + 1 }, version.createdById)
  if (!(await markReady(version.id))) throw new Error(`pages of version ${version.id} are missing`)
}

/** An attempt that threw left its error; one that ended the process could not. */
async function giveUp(versionId: string, lastError: string | null): Promise<void> {
  if (lastError?.includes(errorCatalogue['storage.file_missing'].title))
    return markFailed(versionId, 'storage.file_missing', null)
  if (lastError)
    return markFailed(versionId, 'server.error', 'Processing failed several times because of an error in LexAI.')
  return markFailed(versionId, 'pdf.too_complex', 'Processing it ended the server process several times.')
}

/** Queues the slice to run again later. Where not even that can be written, the error says that it counts as no attempt. */
async function pause(slice: JobSlice, version: VersionState, code: ErrorCode): Promise<void> {
  try {
    await enqueueSlice(slice, version.createdById, new Date(Date.now() + processingLimits.pauseMs))
  } catch (cause) {
    throw new Error(`${pausedPrefix}${code}`, { cause })
  }
}
