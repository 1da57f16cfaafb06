import { Logger } from 'graphile-worker'
import { log } from '../log.ts'

/** Forwards the messages of graphile-worker to the log, below warnings at level debug: the handlers log their own errors. */
export const jobLogger = new Logger(() => (level, message) => {
  if (level === 'error') log.error({ part: 'jobs' }, message)
  else if (level === 'warning') log.warn({ part: 'jobs' }, message)
  else log.debug({ part: 'jobs' }, message)
})
