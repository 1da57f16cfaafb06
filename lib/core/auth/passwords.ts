import { createHmac } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Piscina } from 'piscina'
import { sharedFairLimiter } from '../concurrency/fair-limiter.ts'
import { clientNetwork } from '../http/client-address.ts'
import type { PasswordJob } from './password-worker.ts'
import { currentPepper, findPepper, type Pepper } from './pepper.ts'

/** The stored form of a password. */
export type PasswordHash = { hash: string; cost: number; pepperVersion: number }

export const passwordCost = 12

/** A valid hash of an unknown secret, so that unknown addresses take the same time. bcryptjs returns immediately for a malformed hash. */
const dummyHash = '$2b$12$luFYcVN7S8Wna0x0hMBc5u/TpHRNF3jF8qDwhGFXgQ7cdm0rkwEY2'

/** The origin of a hashing request. Queue places are limited per client network, and accounts are served round-robin. */
export type HashingCaller = { ip: string; account?: string }

const threads = Math.max(1, Math.min(4, availableParallelism() - 1))
const limiter = sharedFairLimiter('passwords', { running: threads, waiting: 256, waitingPerGroup: 32 })

/**
 * bcrypt (cost 12) over base64(HMAC-SHA256(pepper, password)), so that all characters count although bcrypt reads only 72 bytes. Throws
 * `server.overloaded` if too many requests of the caller's network are waiting.
 */
export async function hashPassword(password: string, by?: HashingCaller): Promise<PasswordHash> {
  const pepper = await currentPepper()
  const hash = await run<string>({ kind: 'hash', prehash: prehash(password, pepper), cost: passwordCost }, by)
  return { hash, cost: passwordCost, pepperVersion: pepper.version }
}

/** Whether `password` matches. Without a hash (unknown address, no password set), takes the same time and returns false. */
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

/** Whether a password that was just verified should be hashed again, because the cost or the pepper has changed. */
export async function needsRehash(stored: PasswordHash): Promise<boolean> {
  return stored.cost !== passwordCost || stored.pepperVersion !== (await currentPepper()).version
}

// NFC, so that composed and decomposed forms of a character are equal.
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
