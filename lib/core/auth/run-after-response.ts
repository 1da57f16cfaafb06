import { after } from 'next/server.js'
import { log } from '../log.ts'

/** Runs `work` after the response has been sent; outside of a request, in the next event loop iteration. Errors are only logged. */
export function runAfterResponse(work: () => Promise<unknown>): void {
  const guarded = async () => {
    try {
      await work()
    } catch (error) {
      log.error({ err: error }, 'a task after the response failed')
    }
  }
  try {
    after(guarded)
  } catch {
    setImmediate(guarded)
  }
}
