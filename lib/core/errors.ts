import { authErrors } from './auth/errors.ts'
import { databaseErrors } from './db/errors.ts'
import type { ErrorDefinition } from './define-errors.ts'
import { requestErrors, serverErrors } from './http/errors.ts'
import { mailErrors } from './mail/errors.ts'
import { pdfErrors } from './pdf/errors.ts'
import { storageErrors } from './storage/errors.ts'

/** The errors that core itself throws; lib/errors.ts lists those of the whole application. */
export const coreErrors = {
  ...requestErrors,
  ...authErrors,
  ...pdfErrors,
  ...storageErrors,
  ...databaseErrors,
  ...mailErrors,
  ...serverErrors,
}

type CoreErrors = typeof coreErrors
export type CoreErrorCode = keyof CoreErrors

/** The errors of the whole application as a type. lib/errors.ts extends it by declaration merging, because core must not import nouns. */
export interface KnownErrors extends CoreErrors {}
export type ErrorCode = keyof KnownErrors

/** One invalid value: an RFC 6901 pointer into the body (or `/query/<name>`), a short code, a sentence. */
export type FieldError = { pointer: string; code: string; detail: string }

const brand = Symbol.for('lexai.app-error')

/**
 * The error that LexAI's own code throws on purpose; the HTTP layer converts it to a problem document (RFC 9457). Core's errors are named
 * by their code, a noun's by its definition: `new AppError(matterErrors['matter.personal'])`.
 */
export class AppError extends Error {
  /** server.ts, the bundled routes and the job runner are separate module graphs, each with its own class: the brand identifies all. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && brand in value
  }

  readonly [brand] = true
  readonly code: ErrorCode
  readonly status: number
  readonly title: string
  readonly detail: string | null
  readonly errors: FieldError[] | null
  readonly headers: Record<string, string>

  constructor(
    error: CoreErrorCode | ErrorDefinition<ErrorCode>,
    options: { detail?: string; errors?: FieldError[]; headers?: Record<string, string>; cause?: unknown } = {},
  ) {
    const { code, status, title } = typeof error === 'string' ? coreErrors[error] : error
    super(options.detail ?? title, { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.status = status
    this.title = title
    this.detail = options.detail ?? null
    this.errors = options.errors ?? null
    this.headers = options.headers ?? {}
  }
}

/** The error for an item that does not exist and for one that the caller may not see: both get the same response. */
export function notFound(): AppError {
  return new AppError('request.not_found')
}
