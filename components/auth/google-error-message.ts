import { authMessages } from './messages.ts'

const messages: Record<string, string> = authMessages.googleErrors

/** The message for the `error` parameter with which the sign-in through Google returns. */
export function googleErrorMessage(error: string): string {
  return messages[error] ?? authMessages.google.failed
}
