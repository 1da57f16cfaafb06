import { AsyncLocalStorage } from 'node:async_hooks'
import { hash } from 'node:crypto'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { serializeList } from 'structured-headers'
import { pool } from '../../db/client.ts'
import { AppError } from '../../errors.ts'
import { clientNetwork } from '../client-address.ts'

/** The named rate limits: points per key in a fixed window of seconds. */
const limits = {
  /** Failed sign-ins per mail address, whether it has an account or not. */
  'sign-in-address': { points: 10, seconds: 900 },
  /** Failed sign-ins per client network. */
  'sign-in-client': { points: 100, seconds: 900 },
  /** Registrations, verifications and password resets per mail address. */
  'mail-address': { points: 5, seconds: 3600 },
  /** Registrations, verifications and password resets per client network. */
  'mail-client': { points: 60, seconds: 3600 },
  /** Unauthenticated requests per client network that reuse an Idempotency-Key of another request. */
  'idempotency-client': { points: 100, seconds: 900 },
} as const
export type LimitName = keyof typeof limits

/** The state of a limit after a request; `remaining` is negative where the limit is exceeded. */
export type LimitState = { name: string; points: number; seconds: number; remaining: number; resetMs: number }

const reports = new AsyncLocalStorage<LimitState[]>()
const limiters = new Map<string, RateLimiterPostgres>()

/** A limiter whose counters all instances share in PostgreSQL. Expired rows are deleted by the limiter. */
export function sharedLimiter(name: string, points: number, seconds: number): RateLimiterPostgres {
  const known = limiters.get(name)
  if (known) return known
  const limiter = new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    tableName: 'RateLimit',
    tableCreated: true,
    keyPrefix: name,
    points,
    duration: seconds,
  })
  limiters.set(name, limiter)
  return limiter
}

/**
 * Consumes one point of a limit for `key`, such as a mail address, of which only the digest is stored. Throws `request.rate_limited`
 * with Retry-After when no point is left. Consume first and refund later what should not count, so that concurrent requests cannot
 * exceed the limit.
 */
export async function consumeLimit(name: LimitName, key: string): Promise<void> {
  const state = await tryConsumeLimit(name, key)
  reportLimit(state)
  requireRemaining(state)
}

/** Consumes one point and returns the state without throwing or reporting it, for decisions that combine several limits. */
export async function tryConsumeLimit(name: LimitName, key: string): Promise<LimitState> {
  const { points, seconds } = limits[name]
  return take(name, key, points, seconds)
}

/** Throws `request.rate_limited` where the limit is exceeded. */
export function requireRemaining(state: LimitState): void {
  if (state.remaining < 0) throw rateLimited(reports.getStore() ?? [state], state.resetMs)
}

/** Refunds one point, for a request that should not count, such as a successful sign-in. */
export async function refundLimit(name: LimitName, key: string): Promise<void> {
  const { points, seconds } = limits[name]
  await sharedLimiter(name, points, seconds).reward(digest(key), 1)
}

/** `consumeLimit` for the client's network. `what` separates counters of the same limit. */
export function consumeClientLimit(name: LimitName, { ip }: { ip: string }, what = ''): Promise<void> {
  return consumeLimit(name, `${what} ${clientNetwork(ip)}`)
}

/** `tryConsumeLimit` for the client's network. */
export function tryConsumeClientLimit(name: LimitName, { ip }: { ip: string }, what = ''): Promise<LimitState> {
  return tryConsumeLimit(name, `${what} ${clientNetwork(ip)}`)
}

export function refundClientLimit(name: LimitName, { ip }: { ip: string }, what = ''): Promise<void> {
  return refundLimit(name, `${what} ${clientNetwork(ip)}`)
}

async function take(name: LimitName, key: string, points: number, seconds: number): Promise<LimitState> {
  const limiter = sharedLimiter(name, points, seconds)
  const taken = await limiter.consume(digest(key), 1).catch((refused) => {
    if (refused instanceof RateLimiterRes) return refused
    throw refused
  })
  return { name, points, seconds, remaining: points - taken.consumedPoints, resetMs: taken.msBeforeNext }
}

function digest(key: string): string {
  return hash('sha256', key, 'base64url')
}

/** The 429 error with the headers that tell the client how long to wait. */
export function rateLimited(states: readonly LimitState[], resetMs: number): AppError {
  const headers = { ...limitHeaders(states), 'Retry-After': String(seconds(resetMs)) }
  return new AppError('request.rate_limited', { headers })
}

/** RateLimit-Policy and RateLimit as in draft-ietf-httpapi-ratelimit-headers-10. */
export function limitHeaders(states: readonly LimitState[]): Record<string, string> {
  if (states.length === 0) return {}
  const policies = states.map(({ name, points, seconds }) => item(name, { q: points, w: seconds }))
  const rests = states.map(({ name, remaining, resetMs }) =>
    item(name, { r: Math.max(0, remaining), t: seconds(resetMs) }),
  )
  return { 'RateLimit-Policy': serializeList(policies), RateLimit: serializeList(rests) }
}

function item(name: string, parameters: Record<string, number>): [string, Map<string, number>] {
  return [name, new Map(Object.entries(parameters))]
}

function seconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000))
}

/** Runs a request and adds the headers of all limits that were consumed meanwhile to `extraHeaders`, also where it throws. */
export async function withLimitReport<T>(extraHeaders: Record<string, string>, run: () => Promise<T>): Promise<T> {
  const states: LimitState[] = []
  try {
    return await reports.run(states, run)
  } finally {
    Object.assign(extraHeaders, limitHeaders(states))
  }
}

/** Adds a state to the report of the current request. */
export function reportLimit(state: LimitState): void {
  reports.getStore()?.push(state)
}
