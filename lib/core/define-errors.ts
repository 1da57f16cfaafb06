type ErrorText = { status: number; title: string; help: string }

/** An error that clients may receive: its code, the HTTP status, a title, and what the reader can do about it. */
export type ErrorDefinition<Code extends string = string> = ErrorText & { code: Code }

type Definitions<Code extends string> = { [Each in Code]: ErrorDefinition<Each> }

/** Declares the errors of one module by their codes: `noun.what_happened`. `/problems/<code>` shows title and help. */
export function defineErrors<Code extends string>(errors: Record<Code, ErrorText>): Definitions<Code> {
  const entries = Object.entries<ErrorText>(errors).map(([code, text]) => [code, { code, ...text }])
  return Object.fromEntries(entries)
}
