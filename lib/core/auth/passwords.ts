import { createHmac } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Piscina } from 'piscina'
import { sharedFairLimiter } from '../concurrency/fair-limiter.ts'
import { clientNetwork } from '../http/client-address.ts'
import type { PasswordJob } from './password-worker.ts'
import { currentPepper, findPepper, type Pepper } from './pepper.ts'

/** What the database keeps of a password. */
export type PasswordHash = { hash: string; cost: number; pepperVersion: number }

export const passwordCost = 12

/** A real hash of a thrown-away secret, so that an unknown address costs what a known one does: bcryptjs answers at once for a malformed hash. */
const dummyHash = '$2b$12$luFYcVN7S8Wna0x0hMBc5u/TpHRNF3jF8qDwhGFXgQ7cdm0rkwEY2'

/** For whom a password is hashed: requests of one network share its places in the queue, and accounts take turns. */
export type HashingCaller = { ip: string; account?: string }

const threads = Math.max(1, Math.min(4, availableParallelism() - 1))
const limiter = sharedFairLimiter('passwords', { running: threads, waiting: 256, waitingPerGroup: 32 })

/**
 * bcrypt (cost 12) over base64(HMAC-SHA256(pepper, password)): every character counts, though bcrypt
 * reads 72 bytes alone. Throws `server.overloaded` where too many of the caller's network wait.
 */
export async function hashPassword(password: string, by?: HashingCaller): Promise<PasswordHash> {
  const pepper = await currentPepper()
  const hash = await run<string>({ kind: 'hash', prehash: prehash(password, pepper), cost: passwordCost }, by)
  return { hash, cost: passwordCost, pepperVersion: pepper.version }
}

/** Whether `password` is right. Takes as long with no hash (unknown address, no password set) as with one, and is then false. */
export async function verifyPassword(
  password: string,
  stored: PasswordHash | null,
  by?: HashingCaller,
): Promise<boolean> {
  const pepper = await (stored ? findPepper(stored.pepperVersion) : currentPepper())
  const hash = stored?.hash ?? dummyHash
  const matches = await run<boolean>({ kind: 'compare', prehash: prehash(password, pepper), hash }, by)
  return matches && stored !== null
}

/** Whether a password that has just proved right should be hashed anew: the cost or the pepper has changed since. */
export async function needsRehash(stored: PasswordHash): Promise<boolean> {
  return stored.cost !== passwordCost || stored.pepperVersion !== (await currentPepper()).version
}

// NFC, so that a letter typed on two keyboards, composed or not, is the same letter.
function prehash(password: string, pepper: Pepper): string {
  return createHmac('sha256', pepper.key).update(password.normalize('NFC')).digest('base64')
}

const poolKey = Symbol.for('lexai.password-threads')
type Shared = typeof globalThis & { [poolKey]?: Piscina }

function run<Result>(job: PasswordJob, by: HashingCaller = { ip: 'local' }): Promise<Result> {
  const network = clientNetwork(by.ip)
  const caller = { key: `${network} ${by.account ?? ''}`, group: network }
  return limiter.run(caller, () => hashInThread<Result>(job))
}

function hashInThread<Result>(job: PasswordJob): Promise<Result> {
  const shared = globalThis as Shared
  shared[poolKey] ??= new Piscina({
    filename: join(process.cwd(), 'lib/core/auth/password-worker.ts'),
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: 30_000,
  })
  return shared[poolKey].run(job)
}
