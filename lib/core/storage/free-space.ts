import { statfs } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { env } from '../env.ts'
import { AppError } from '../errors.ts'

/**
 * The fullest volume that LexAI writes to, in bytes. `low` is less than twice the reserve; `full` is less than the reserve: no upload
 * is accepted then and no document processed, so that the database keeps the rest.
 */
export type FreeSpace = { state: 'ok' | 'low' | 'full'; freeBytes: number; reserveBytes: number }

type Reserve = { bytes: number } | { share: number } | null

const gibibyte = 1024 ** 3
const defaultShare = 0.05
/** How long a measurement counts. An upload cannot write much more than 100 MB meanwhile. */
const measuredForMs = 200
const warnEveryMs = 3_600_000

const key = Symbol.for('lexai.free-space')
type Measured = { at: number; space: Promise<FreeSpace>; warnedOf: FreeSpace['state']; warnedAt: number }
const shared = globalThis as { [key]?: Measured }

/** Bundled routes, server.ts and the job runner are module graphs of their own: they measure and warn together. */
function measured(): Measured {
  shared[key] ??= { at: Number.NEGATIVE_INFINITY, space: Promise.resolve(unlimited), warnedOf: 'ok', warnedAt: 0 }
  return shared[key]
}

/** Where nothing can be measured, a write itself tells. */
const unlimited: FreeSpace = { state: 'ok', freeBytes: Number.MAX_SAFE_INTEGER, reserveBytes: 0 }

/** How much space is left, at most a fifth of a second old. Logs a warning when space becomes scarce, and again each hour. */
export function readFreeSpace(): Promise<FreeSpace> {
  const state = measured()
  const now = performance.now()
  if (now - state.at >= measuredForMs) {
    state.at = now
    state.space = measureAll().then(async (space) => {
      await warn(state, space)
      return space
    })
  }
  return state.space
}

/** Throws `storage.full` where storing `bytes` more would take from the reserve. */
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
  return spaces.reduce((least, each) => (margin(each) < margin(least) ? each : least), unlimited)
}

async function measure(folder: string): Promise<FreeSpace> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder)
    return classifySpace({ freeBytes: bavail * bsize, totalBytes: blocks * bsize }, env.storageReserve)
  } catch {
    return unlimited
  }
}

function margin({ freeBytes, reserveBytes }: FreeSpace): number {
  return freeBytes - reserveBytes
}

async function warn(known: Measured, { state, freeBytes, reserveBytes }: FreeSpace): Promise<void> {
  const now = Date.now()
  const isNew = state !== known.warnedOf
  if (!isNew && (state === 'ok' || now - known.warnedAt < warnEveryMs)) return
  known.warnedOf = state
  known.warnedAt = now
  // The log reads the settings when it is loaded, and scripts load this module before they have made them.
  const { log } = await import('../log.ts')
  const facts = { part: 'storage', freeBytes, reserveBytes }
  if (state === 'full')
    log.error(facts, 'no disk space is left but the reserve: uploads are refused, processing is paused')
  else if (state === 'low') log.warn(facts, 'disk space is running out')
  else log.info(facts, 'there is enough disk space again')
}
