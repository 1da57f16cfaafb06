import { Logger } from 'graphile-worker'
import { log } from '../log.ts'

/** The queue's own words, kept for when something goes wrong: who works, and what failed, our tasks say themselves. */
export const jobLogger = new Logger(() => (level, message) => {
  if (level === 'error') log.error({ part: 'jobs' }, message)
  else if (level === 'warning') log.warn({ part: 'jobs' }, message)
  else log.debug({ part: 'jobs' }, message)
})
