import { RateLimiterRes } from 'rate-limiter-flexible'
import { type Principal, principalKey } from '../../auth/principal.ts'
import { env } from '../../env.ts'
import { log } from '../../log.ts'
import { type LimitState, rateLimited, reportLimit, sharedLimiter } from './rate-limits.ts'

/** Requests that are written to the shared counter together, and, once they are being written, the count before them. */
type Batch = { requests: number; countBefore: Promise<number> | null }
/** `counted` requests are in the shared counter as last read, `sending` are being written, those of `open` are still local. */
type Window = { counted: number; sending: number; open: Batch; resetsAt: number; sentAt: number }

const seconds = 60
const flushAfterMs = 1000
const key = Symbol.for('lexai.principal-limit')
const shared = globalThis as { [key]?: Map<string, Window> }
// On globalThis because pages and routes are separate module graphs that share the limit.
const windows = shared[key] ?? new Map<string, Window>()
shared[key] = windows

/**
 * Counts a request against its user's limit per minute, which all instances share. Throws `request.rate_limited`. One write per
 * request would cost more than most reads, so requests are counted locally and written in batches of at most a tenth of what remains
 * and at most a second old. Near the limit a batch is one request, so the limit is exact.
 */
export async function limitPrincipal(principal: Principal): Promise<void> {
  const points = env.rateLimitPerMinute
  if (points === 0) return
  const id = principalKey(principal)
  const window = windowOf(id)
  const batch = window.open
  batch.requests += 1
  const position = batch.requests
  const remaining = points - window.counted - window.sending - position
  let used = points - remaining
  if (window.sentAt === 0 || position * 10 > remaining) {
    used = (await (batch.countBefore ?? writeBatch(id, window, points))) + position
  } else if (Date.now() - window.sentAt > flushAfterMs) {
    void writeBatch(id, window, points)
  }
  const state = { name: 'requests', points, seconds, remaining: points - used, resetMs: window.resetsAt - Date.now() }
  reportLimit(state satisfies LimitState)
  if (used > points) throw rateLimited([state], state.resetMs)
}

function windowOf(id: string): Window {
  const now = Date.now()
  const known = windows.get(id)
  if (known && (known.sentAt === 0 || now < known.resetsAt)) return known
  if (windows.size > 10_000) for (const [each, { resetsAt }] of windows) if (resetsAt < now) windows.delete(each)
  const fresh: Window = {
    counted: 0,
    sending: 0,
    open: { requests: 0, countBefore: null },
    resetsAt: now + seconds * 1000,
    sentAt: 0,
  }
  windows.set(id, fresh)
  return fresh
}

/** Writes the open batch and starts the next one. Returns the shared count before this batch; 0 where it is unavailable: the limit fails open. */
function writeBatch(id: string, window: Window, points: number): Promise<number> {
  const batch = window.open
  const { requests } = batch
  window.open = { requests: 0, countBefore: null }
  window.sending += requests
  window.sentAt = Date.now()
  batch.countBefore = sharedLimiter('requests', points, seconds)
    .consume(id, requests)
    .catch((refused) => {
      if (refused instanceof RateLimiterRes) return refused
      log.warn({ err: refused }, 'could not update the request limit')
      return null
    })
    .then((taken) => {
      window.sending -= requests
      if (!taken) return 0
      window.counted = Math.max(window.counted, taken.consumedPoints)
      window.resetsAt = Date.now() + taken.msBeforeNext
      return taken.consumedPoints - requests
    })
  return batch.countBefore
}
