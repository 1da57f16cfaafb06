import { UserError } from '../../lib/core/db/user-error.ts'

/** A line for the person at the terminal. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Ends the process because of `error`: with its one line where it is meant for people, with its stack where it is a defect. */
export function fail(error: unknown): never {
  const text = error instanceof UserError ? error.message : error instanceof Error ? error.stack : String(error)
  process.stderr.write(`LexAI cannot go on: ${text}\n`)
  process.exit(1)
}
