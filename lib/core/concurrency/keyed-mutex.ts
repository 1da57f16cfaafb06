import { overloaded } from '#lib/core/concurrency/fair-limiter.ts'

const lastOf = new Map<string, Promise<unknown>>()

const maxWaiting = 32
const waitingOf = new Map<string, number>()

/**
 * Runs `work` when every earlier one of the same key in this process has ended, however it did. Throws `server.overloaded` where
 * too many wait already.
 */
export async function runExclusively<T>(key: string, work: () => Promise<T>): Promise<T> {
  const waiting = waitingOf.get(key) ?? 0
  if (waiting >= maxWaiting) throw overloaded()
  waitingOf.set(key, waiting + 1)
  const before = lastOf.get(key) ?? Promise.resolve()
  const mine = before.then(work, work)
  lastOf.set(key, mine)
  try {
    return await mine
  } finally {
    const left = (waitingOf.get(key) ?? 1) - 1
    if (left === 0) waitingOf.delete(key)
    else waitingOf.set(key, left)
    if (lastOf.get(key) === mine) lastOf.delete(key)
  }
}
