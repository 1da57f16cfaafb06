import { RateLimiterRes } from 'rate-limiter-flexible'
import type { Principal } from '../../auth/principal.ts'
import { env } from '../../env.ts'
import { log } from '../../log.ts'
import { type LimitState, rateLimited, reportLimit, sharedLimiter } from './rate-limits.ts'

/** Requests not yet written to the shared count, and, once they are, the count before them. */
type Batch = { requests: number; before: Promise<number> | null }
type Window = { counted: number; sending: number; open: Batch; resetsAt: number; sentAt: number }

const seconds = 60
const flushAfterMs = 1000
const key = Symbol.for('lexai.principal-limit')
const shared = globalThis as { [key]?: Map<string, Window> }
// Pages and routes are module graphs of their own and count together.
const windows = shared[key] ?? new Map<string, Window>()
shared[key] = windows

/**
 * Counts a request against its principal's limit per minute, which all instances share; throws `request.rate_limited`.
 * A write for each request would cost more than most reads, so requests are counted here and written in batches, of at most a tenth
 * of what remains and at most a second old. Near the limit a batch is one request, so the limit itself is exact.
 */
export async function limitPrincipal(principal: Principal): Promise<void> {
  const points = env.rateLimitPerMinute
  if (points === 0) return
  // All sessions and API keys of a person count together: a key more is no more of the server.
  const { userId } = principal
  const window = windowOf(userId)
  const batch = window.open
  batch.requests += 1
  const place = batch.requests
  const remaining = points - window.counted - window.sending - place
  let used = points - remaining
  if (window.sentAt === 0 || place * 10 > remaining) {
    used = (await (batch.before ?? send(userId, window, points))) + place
  } else if (Date.now() - window.sentAt > flushAfterMs) {
    void send(userId, window, points)
  }
  const state = { name: 'requests', points, seconds, remaining: points - used, resetMs: window.resetsAt - Date.now() }
  reportLimit(state satisfies LimitState)
  if (used > points) throw rateLimited([state], state.resetMs)
}

function windowOf(userId: string): Window {
  const now = Date.now()
  const known = windows.get(userId)
  if (known && (known.sentAt === 0 || now < known.resetsAt)) return known
  if (windows.size > 10_000) for (const [each, { resetsAt }] of windows) if (resetsAt < now) windows.delete(each)
  const fresh: Window = {
    counted: 0,
    sending: 0,
    open: { requests: 0, before: null },
    resetsAt: now + seconds * 1000,
    sentAt: 0,
  }
  windows.set(userId, fresh)
  return fresh
}

/** Writes the open batch and starts the next. Gives the shared count before this batch; never fails: without a count all may pass. */
function send(userId: string, window: Window, points: number): Promise<number> {
  const batch = window.open
  const { requests } = batch
  window.open = { requests: 0, before: null }
  window.sending += requests
  window.sentAt = Date.now()
  batch.before = sharedLimiter('requests', points, seconds)
    .consume(userId, requests)
    .catch((refused) => {
      if (refused instanceof RateLimiterRes) return refused
      log.warn({ err: refused }, 'request limit could not be counted')
      return null
    })
    .then((taken) => {
      window.sending -= requests
      if (!taken) return 0
      window.counted = Math.max(window.counted, taken.consumedPoints)
      window.resetsAt = Date.now() + taken.msBeforeNext
      return taken.consumedPoints - requests
    })
  return batch.before
}
