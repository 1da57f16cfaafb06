import { format } from 'node:util'
import pino from 'pino'
import { env } from './env.ts'

/** Characters that JSON does not escape but terminals and editors interpret: DEL, C1 controls, line separators, bidi controls. */
const unsafe = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

const output = pino.destination({ dest: 1, sync: false })

/** The structured log: one JSON object per line on standard output. Never log a body, a token or a query string. */
export const log = pino(
  {
    level: env.logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  },
  { write: (line) => void output.write(escapeUnsafe(line)) },
)

/** Writes characters that could forge or disguise a line of the log as `\uXXXX`, which JSON reads as the same character. */
export function escapeUnsafe(line: string): string {
  return line.replace(unsafe, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/**
 * Sends what libraries print by `console` into the log, one entry for each call. Unencoded, text of a request in such a message
 * could end a line and forge the next entry.
 */
export function captureConsole(): void {
  const levels = { error: 'error', warn: 'warn', log: 'info', info: 'info', debug: 'debug', trace: 'debug' } as const
  for (const [method, level] of Object.entries(levels)) {
    Object.assign(console, { [method]: (...given: unknown[]) => log[level]({ part: 'console' }, format(...given)) })
  }
}
