import { pool } from './db/client.ts'
import { AppError } from './errors.ts'
import { isStopping } from './http/streams/stream-registry.ts'
import { readFreeSpace } from './storage/free-space.ts'
import { storage } from './storage/storage.ts'

/** `full`: the disk is full, so that reads succeed and uploads fail. */
type Check = 'ok' | 'full'
type Readiness = { status: 'ready'; checks: Record<string, Check> }

const timeoutMs = 2000
/** The storage check writes to the disk, so its result is reused for this long. */
const storageCheckEveryMs = 3000
let storageCheck = { at: Number.NEGATIVE_INFINITY, result: Promise.resolve<Check>('ok') }

/** The check of each dependency. It rejects where the dependency is unavailable; the error is not shown to the client. */
const checks: Record<string, () => Promise<Check>> = {
  database: () => runQuery('SELECT 1'),
  storage: checkStorage,
  jobs: () => runQuery('SELECT 1 FROM graphile_worker.jobs LIMIT 1'),
}

/** Throws `server.unavailable` with the names of unavailable dependencies, and during shutdown. */
export async function checkReadiness(): Promise<Readiness> {
  if (isStopping()) throw unavailable(['the server is stopping'])
  const names = Object.keys(checks)
  const results = await Promise.allSettled(Object.values(checks).map((check) => withTimeout(check())))
  const failed = names.filter((_, index) => results[index]?.status === 'rejected')
  if (failed.length > 0) throw unavailable(failed.map((name) => `${name} does not answer`))
  const states = results.map((result) => (result.status === 'fulfilled' ? result.value : 'ok'))
  return { status: 'ready', checks: Object.fromEntries(names.map((name, index) => [name, states[index] ?? 'ok'])) }
}

async function runQuery(query: string): Promise<Check> {
  await pool.query(query)
  return 'ok'
}

/** With a full disk the server stays ready, because reads still succeed. */
async function checkStorage(): Promise<Check> {
  if ((await readFreeSpace()).state === 'full') return 'full'
  const at = performance.now()
  if (at - storageCheck.at >= storageCheckEveryMs) storageCheck = { at, result: writeToStorage() }
  return storageCheck.result
}

async function writeToStorage(): Promise<Check> {
  try {
    await storage.check()
    return 'ok'
  } catch (error) {
    if (error instanceof AppError && error.code === 'storage.full') return 'full'
    throw error
  }
}

function unavailable(reasons: string[]): AppError {
  return new AppError('server.unavailable', { detail: `${reasons.join('; ')}.`, headers: { 'Retry-After': '2' } })
}

async function withTimeout<T>(work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('timed out')), timeoutMs)
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}
