import { after } from 'next/server.js'
import { log } from '../log.ts'

/** Runs `work` once the answer is on its way; outside of a request, soon. What it throws is logged and harms nobody. */
export function runAfterResponse(work: () => Promise<unknown>): void {
  const guarded = async () => {
    try {
      await work()
    } catch (error) {
      log.error({ err: error }, 'work after the answer failed')
    }
  }
  try {
    after(guarded)
  } catch {
    setImmediate(guarded)
  }
}
