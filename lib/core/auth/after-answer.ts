import { after } from 'next/server.js'

/** Runs `work` once the answer is on its way; outside of a request, soon. What it throws is logged and harms nobody. */
export function afterAnswer(work: () => Promise<unknown>): void {
  const guarded = async () => {
    try {
      await work()
    } catch (error) {
      console.error('Work after the answer failed', error)
    }
  }
  try {
    after(guarded)
  } catch {
    setImmediate(guarded)
  }
}
