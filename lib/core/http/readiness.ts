import { pool } from '../db/client.ts'
import { AppError } from '../errors.ts'
import { storage } from '../storage/storage.ts'
import { isStopping } from './open-streams.ts'

type Readiness = { status: 'ready'; checks: Record<string, 'ok'> }

const patienceMs = 2000
/** A probe of the storage writes to the disk: not more often than this, whoever asks. */
const probeEveryMs = 3000
let probe = { at: Number.NEGATIVE_INFINITY, result: Promise.resolve() }

/** Each thing that serving needs, and a way to find out that it is there; a failure's own words stay in the log. */
const checks: Record<string, () => Promise<unknown>> = {
  database: () => pool.query('SELECT 1'),
  storage: probeStorage,
  jobs: () => pool.query('SELECT 1 FROM graphile_worker.jobs LIMIT 1'),
}

/** Throws `server.unavailable`, naming what is missing, while the process cannot serve or is about to stop. */
export async function checkReadiness(): Promise<Readiness> {
  if (isStopping()) throw unavailable(['the server is stopping'])
  const names = Object.keys(checks)
  const results = await Promise.allSettled(Object.values(checks).map((check) => withPatience(check())))
  const missing = names.filter((_, index) => results[index]?.status === 'rejected')
  if (missing.length > 0) throw unavailable(missing.map((name) => `${name} does not answer`))
  return { status: 'ready', checks: Object.fromEntries(names.map((name) => [name, 'ok'])) }
}

function probeStorage(): Promise<void> {
  const at = performance.now()
  if (at - probe.at >= probeEveryMs) probe = { at, result: storage.check() }
  return probe.result
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
