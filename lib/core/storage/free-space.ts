import { statfs } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { env } from '../env.ts'
import { AppError } from '../errors.ts'

/**
 * The fullest volume that LexAI writes to, in bytes. `low` is less than twice the reserve; `full` is less than the reserve: no upload
 * is accepted then and no document processed, so that the rest is left to the database.
 */
export type FreeSpace = { state: 'ok' | 'low' | 'full'; freeBytes: number; reserveBytes: number }

type Reserve = { bytes: number } | { share: number } | null

const gibibyte = 1024 ** 3
const defaultShare = 0.05
/** How long a measurement is reused. An upload cannot write much more than 100 MB in this time. */
const maxAgeMs = 200
const warningIntervalMs = 3_600_000

const key = Symbol.for('lexai.free-space')
type Measurement = { at: number; space: Promise<FreeSpace>; warnedState: FreeSpace['state']; warnedAt: number }
const shared = globalThis as { [key]?: Measurement }

/** The bundled routes, server.ts and the job runner are separate module graphs: they share one measurement. */
function lastMeasurement(): Measurement {
  shared[key] ??= { at: Number.NEGATIVE_INFINITY, space: Promise.resolve(unknownSpace), warnedState: 'ok', warnedAt: 0 }
  return shared[key]
}

/** If free space cannot be measured, the write itself fails on a full disk. */
const unknownSpace: FreeSpace = { state: 'ok', freeBytes: Number.MAX_SAFE_INTEGER, reserveBytes: 0 }

/** The free space, at most 200 ms old. Logs a warning when space becomes scarce, and again every hour. */
export function readFreeSpace(): Promise<FreeSpace> {
  const state = lastMeasurement()
  const now = performance.now()
  if (now - state.at >= maxAgeMs) {
    state.at = now
    state.space = measureAll().then(async (space) => {
      await warn(state, space)
      return space
    })
  }
  return state.space
}

/** Throws `storage.full` if storing `bytes` more would use the reserve. */
export async function requireFreeSpace(bytes = 0): Promise<void> {
  const { state, freeBytes, reserveBytes } = await readFreeSpace()
  if (state === 'full' || freeBytes - bytes < reserveBytes) throw new AppError('storage.full')
}

/** Classifies the space of one volume; the default reserve is the smaller of 1 GiB and 5 % of the volume. */
export function classifySpace(volume: { freeBytes: number; totalBytes: number }, reserve: Reserve): FreeSpace {
  const { freeBytes, totalBytes } = volume
  const reserveBytes =
    reserve === null
      ? Math.min(gibibyte, totalBytes * defaultShare)
      : 'bytes' in reserve
        ? reserve.bytes
        : totalBytes * reserve.share
  const state = freeBytes < reserveBytes ? 'full' : freeBytes < 2 * reserveBytes ? 'low' : 'ok'
  return { state, freeBytes, reserveBytes: Math.round(reserveBytes) }
}

async function measureAll(): Promise<FreeSpace> {
  const folders = new Set([env.dataDir, env.storageUrl === null ? env.dataDir : fileURLToPath(env.storageUrl)])
  const spaces = await Promise.all([...folders].map(measure))
  return spaces.reduce((least, each) => (margin(each) < margin(least) ? each : least), unknownSpace)
}

async function measure(folder: string): Promise<FreeSpace> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder)
    return classifySpace({ freeBytes: bavail * bsize, totalBytes: blocks * bsize }, env.storageReserve)
  } catch {
    return unknownSpace
  }
}

function margin({ freeBytes, reserveBytes }: FreeSpace): number {
  return freeBytes - reserveBytes
}

async function warn(last: Measurement, { state, freeBytes, reserveBytes }: FreeSpace): Promise<void> {
  const now = Date.now()
  const isNew = state !== last.warnedState
  if (!isNew && (state === 'ok' || now - last.warnedAt < warningIntervalMs)) return
  last.warnedState = state
  last.warnedAt = now
  // log.ts reads the settings on import, and scripts import this module before they set them.
  const { log } = await import('../log.ts')
  const facts = { part: 'storage', freeBytes, reserveBytes }
  if (state === 'full')
    log.error(facts, 'disk space is below the reserve: uploads are rejected and processing is paused')
  else if (state === 'low') log.warn(facts, 'disk space is low')
  else log.info(facts, 'disk space is sufficient again')
}
