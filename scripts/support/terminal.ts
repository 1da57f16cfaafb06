import { UserError } from '../../lib/core/db/user-error.ts'

/** Prints a line for the operator to standard output. */
export function printLine(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Exits with status 1 and prints the error: the message of a UserError, or the stack trace of any other error. */
export function exitWithError(error: unknown): never {
  const text = error instanceof UserError ? error.message : error instanceof Error ? error.stack : String(error)
  process.stderr.write(`LexAI cannot continue: ${text}\n`)
  process.exit(1)
}
