import pino from 'pino'
import { env } from './env.ts'

/** The structured log, one JSON object a line on standard output. Never give it a body, a token or a query string. */
export const log = pino(
  {
    level: env.logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  },
  pino.destination({ dest: 1, sync: false }),
)
