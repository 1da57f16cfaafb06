import { AsyncLocalStorage } from 'node:async_hooks'
import { hash } from 'node:crypto'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { serializeList } from 'structured-headers'
import { pool } from '../../db/client.ts'
import { AppError } from '../../errors.ts'
import { clientNetwork } from '../client-address.ts'

/** The limits that nouns ask for by name: how many points in how many seconds, for one key. */
const limits = {
  /** Failed sign-ins for a mail address, known or not. */
  'sign-in-address': { points: 10, seconds: 900 },
  /** Failed sign-ins from a client address. */
  'sign-in-client': { points: 100, seconds: 900 },
  /** Sign-ups, verifications and resets for a mail address. */
  'mail-address': { points: 5, seconds: 3600 },
  /** The same from a client address. */
  'mail-client': { points: 60, seconds: 3600 },
  /** Requests of nobody in particular with an Idempotency-Key that another request has had. */
  'idempotency-client': { points: 100, seconds: 900 },
} as const
export type LimitName = keyof typeof limits

/** How a limit stands after a request. */
export type LimitState = { name: string; points: number; seconds: number; remaining: number; resetMs: number }

const reports = new AsyncLocalStorage<LimitState[]>()
const limiters = new Map<string, RateLimiterPostgres>()

/** A limiter on the table that all instances share. Points that were never consumed cost nothing; rows expire by themselves. */
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
 * Takes one point of a limit; throws `request.rate_limited` with Retry-After when none is left. `key` is what is limited, such as
 * a mail address; only its digest is stored. Count first and refund what turns out not to count: so parallel requests
 * cannot slip through together.
 */
export async function consumeLimit(name: LimitName, key: string): Promise<void> {
  const state = await takeLimit(name, key)
  reportLimit(state)
  refuseBeyond(state)
}

/** Takes one point and gives how the limit stands, refusing and reporting nothing: for who decides by several limits together. */
export async function takeLimit(name: LimitName, key: string): Promise<LimitState> {
  const { points, seconds } = limits[name]
  return take(name, key, points, seconds)
}

/** Throws `request.rate_limited` where a limit has no point left. */
export function refuseBeyond(state: LimitState): void {
  if (state.remaining < 0) throw rateLimited(reports.getStore() ?? [state], state.resetMs)
}

/** Gives the point back, for what turned out not to count (a sign-in that succeeded). */
export async function refundLimit(name: LimitName, key: string): Promise<void> {
  const { points, seconds } = limits[name]
  await sharedLimiter(name, points, seconds).reward(digest(key), 1)
}

/** Takes a point for where a request comes from; `what` parts the things that are counted apart. See `consumeLimit`. */
export function consumeClientLimit(name: LimitName, { ip }: { ip: string }, what = ''): Promise<void> {
  return consumeLimit(name, `${what} ${clientNetwork(ip)}`)
}

/** The same for `takeLimit`. */
export function takeClientLimit(name: LimitName, { ip }: { ip: string }, what = ''): Promise<LimitState> {
  return takeLimit(name, `${what} ${clientNetwork(ip)}`)
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

/** 429 with everything the client needs to wait for the right time. */
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

/** Runs a request so that the limits it meets on its way are reported in its answer, refused or not. */
export async function withLimitReport<T>(fields: Record<string, string>, run: () => Promise<T>): Promise<T> {
  const states: LimitState[] = []
  try {
    return await reports.run(states, run)
  } finally {
    Object.assign(fields, limitHeaders(states))
  }
}

/** Adds a state to the report of the request that is running. */
export function reportLimit(state: LimitState): void {
  reports.getStore()?.push(state)
}
