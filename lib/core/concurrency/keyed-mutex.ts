import { overloaded } from '#lib/core/concurrency/fair-limiter.ts'

const maxPending = 32
const lastByKey = new Map<string, Promise<unknown>>()
const pendingByKey = new Map<string, number>()

/**
 * Runs `work` exclusively for `key` within this process: after all earlier calls with the same key have finished or failed. Throws
 * `server.overloaded` if 32 calls are already pending.
 */
export async function runExclusively<T>(key: string, work: () => Promise<T>): Promise<T> {
  const pending = pendingByKey.get(key) ?? 0
  if (pending >= maxPending) throw overloaded()
  pendingByKey.set(key, pending + 1)
  const previous = lastByKey.get(key) ?? Promise.resolve()
  const current = previous.then(work, work)
  lastByKey.set(key, current)
  try {
    return await current
  } finally {
    const remaining = (pendingByKey.get(key) ?? 1) - 1
    if (remaining === 0) pendingByKey.delete(key)
    else pendingByKey.set(key, remaining)
    if (lastByKey.get(key) === current) lastByKey.delete(key)
  }
}
