import { pool } from './db/client.ts'
import { AppError } from './errors.ts'
import { isStopping } from './http/streams/stream-registry.ts'
import { readFreeSpace } from './storage/free-space.ts'
import { storage } from './storage/storage.ts'

/** `full`: reads are served, uploads are refused. */
type Check = 'ok' | 'full'
type Readiness = { status: 'ready'; checks: Record<string, Check> }

const patienceMs = 2000
/** A probe of the storage writes to the disk: not more often than this, whoever asks. */
const probeEveryMs = 3000
let probe = { at: Number.NEGATIVE_INFINITY, result: Promise.resolve<Check>('ok') }

/** Each thing that serving needs, and a way to find out that it is there; a failure's own words stay in the log. */
const checks: Record<string, () => Promise<Check>> = {
  database: () => answers('SELECT 1'),
  storage: probeStorage,
  jobs: () => answers('SELECT 1 FROM graphile_worker.jobs LIMIT 1'),
}

/** Throws `server.unavailable`, naming what is missing, while the process cannot serve or is about to stop. */
export async function checkReadiness(): Promise<Readiness> {
  if (isStopping()) throw unavailable(['the server is stopping'])
  const names = Object.keys(checks)
  const results = await Promise.allSettled(Object.values(checks).map((check) => withPatience(check())))
  const missing = names.filter((_, index) => results[index]?.status === 'rejected')
  if (missing.length > 0) throw unavailable(missing.map((name) => `${name} does not answer`))
  const states = results.map((result) => (result.status === 'fulfilled' ? result.value : 'ok'))
  return { status: 'ready', checks: Object.fromEntries(names.map((name, index) => [name, states[index] ?? 'ok'])) }
}

async function answers(query: string): Promise<Check> {
  await pool.query(query)
  return 'ok'
}

/** A full disk is no reason to send readers elsewhere. */
async function probeStorage(): Promise<Check> {
  if ((await readFreeSpace()).state === 'full') return 'full'
  const at = performance.now()
  if (at - probe.at >= probeEveryMs) probe = { at, result: checkStorage() }
  return probe.result
}

async function checkStorage(): Promise<Check> {
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

async function withPatience<T>(work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('no answer in time')), patienceMs)
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}
