/** An error for the operator at the terminal. Its message says what is wrong and what to do, and is printed without a stack trace. */
export class UserError extends Error {
  override readonly name = 'UserError'
}
