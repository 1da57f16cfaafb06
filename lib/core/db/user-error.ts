/** A failure whose message is one line for the person at the terminal: what is wrong and what to do. Printed without a stack. */
export class UserError extends Error {
  override readonly name = 'UserError'
}
