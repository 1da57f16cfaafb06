/**
 * Every way a request can fail, in one table: the HTTP status, a title, and what the reader can do about it.
 * The code is the contract; `/problems/<code>` shows the rest.
 */
export const errorCatalogue = {
  'request.malformed': {
    status: 400,
    title: 'The request could not be read',
    help: 'Send a body that is valid JSON in UTF-8, and parameters in their documented form.',
  },
  'request.invalid': {
    status: 422,
    title: 'Some values are invalid',
    help: 'The errors array names each value by a JSON Pointer and says what is wrong with it.',
  },
  'request.not_found': {
    status: 404,
    title: 'Nothing is here for you',
    help: 'The address is wrong, the resource was deleted, or you have no access to it. LexAI does not distinguish these cases.',
  },
  'request.method_not_allowed': {
    status: 405,
    title: 'This address does not support the method',
    help: 'The Allow header lists the supported methods.',
  },
  'request.method_unknown': {
    status: 501,
    title: 'Unknown HTTP method',
    help: 'Use GET, HEAD, POST, PUT, PATCH, DELETE or OPTIONS.',
  },
  'request.not_acceptable': {
    status: 406,
    title: 'No acceptable media type',
    help: 'The Accept header excludes every media type that this address can produce.',
  },
  'request.unsupported_media_type': {
    status: 415,
    title: 'Unsupported media type',
    help: 'Accept-Post or Accept-Patch lists the supported media types.',
  },
  'request.too_large': { status: 413, title: 'The body is too large', help: 'A JSON body may have at most 1 MiB.' },
  'request.cross_site': {
    status: 403,
    title: 'The request comes from another site',
    help: 'Only LexAI’s own pages may change data with the session cookie. Other programs use a bearer token.',
  },
  'request.precondition_required': {
    status: 428,
    title: 'If-Match is required',
    help: 'Read the resource first and send its ETag in If-Match, so that you do not overwrite another change.',
  },
  'request.precondition_failed': {
    status: 412,
    title: 'It has changed since you read it',
    help: 'Read it again, apply your change to what is there now, and send the new ETag.',
  },
  'request.range_not_satisfiable': {
    status: 416,
    title: 'The range is not satisfiable',
    help: 'Content-Range contains the size.',
  },
  'request.rate_limited': {
    status: 429,
    title: 'Too many requests',
    help: 'Wait for the seconds that Retry-After names.',
  },
  'request.timeout': {
    status: 408,
    title: 'The request body timed out',
    help: 'Send it again over a faster connection.',
  },
  'request.expectation_failed': {
    status: 417,
    title: 'The expectation cannot be met',
    help: 'Expect supports 100-continue only.',
  },
  'request.headers_too_large': {
    status: 431,
    title: 'The headers are too large',
    help: 'All headers together may have 16 KiB. The usual cause is cookies or a long URL.',
  },
  'idempotency.malformed': {
    status: 400,
    title: 'The Idempotency-Key is invalid',
    help: 'Send 1 to 255 printable ASCII characters.',
  },
  'idempotency.mismatch': {
    status: 422,
    title: 'The Idempotency-Key was used for another request',
    help: 'Use a new key for each request.',
  },
  'idempotency.in_flight': {
    status: 409,
    title: 'The first request with this key is still running',
    help: 'Wait a moment and repeat it.',
  },
  'idempotency.answer_lost': {
    status: 409,
    title: 'The request was executed, but its response is lost',
    help: 'The server stopped before it stored the response. Check the current state before you send the request again with a new key.',
  },
  'auth.required': {
    status: 401,
    title: 'Sign in first',
    help: 'Send a session cookie, an access token or an API key.',
  },
  'auth.invalid_token': {
    status: 401,
    title: 'That credential is not valid',
    help: 'It is malformed, expired or revoked. Sign in again or use another.',
  },
  'auth.ambiguous': {
    status: 400,
    title: 'Two credentials at once',
    help: 'Send either the session cookie or one Authorization header.',
  },
  'auth.reauthentication_required': {
    status: 403,
    title: 'Confirm with your password that it is you',
    help: 'Send the password to POST /api/v1/me/reauthentication, or sign in anew; for ten minutes it is not asked again.',
  },
  'auth.forbidden': {
    status: 403,
    title: 'You may not do this',
    help: 'Your role, or the scopes of your API key, do not include it.',
  },
  'auth.invalid_credentials': {
    status: 401,
    title: 'Email or password is wrong',
    help: 'Check both. If you have forgotten the password, ask for a reset link.',
  },
  'auth.link_invalid': {
    status: 422,
    title: 'That link no longer works',
    help: 'It was used, has expired, or was replaced by a newer one. Ask for a new link.',
  },
  'registration.closed': {
    status: 403,
    title: 'Sign-up is by invitation',
    help: 'Ask an administrator to invite you.',
  },
  'user.email_taken': {
    status: 409,
    title: 'There is already an account with this address',
    help: 'Find it in the list of people.',
  },
  'user.not_invited': {
    status: 409,
    title: 'Nobody is waited for here',
    help: 'The person has come already, or the account is disabled. Who has forgotten the password asks for a reset link.',
  },
  'user.last_admin': {
    status: 409,
    title: 'The last active admin has to stay one',
    help: 'Make somebody else an admin first.',
  },
  'identity.only_one': {
    status: 409,
    title: 'Without that account you could not sign in any more',
    help: 'Choose a password first: ask for a reset link on the sign-in page.',
  },
  'matter.not_empty': {
    status: 409,
    title: 'The matter still holds documents',
    help: 'Move or delete them first. Documents in the trash count until they are deleted for good.',
  },
  'matter.last_owner': {
    status: 409,
    title: 'The last owner has to stay',
    help: 'Make another member an owner first.',
  },
  'matter.personal': {
    status: 409,
    title: 'A personal matter belongs to its person alone',
    help: 'Make a matter to work in with others.',
  },
  'upload.empty': { status: 400, title: 'The file is empty', help: 'Choose a file that has something in it.' },
  'upload.malformed': { status: 400, title: 'The upload broke off or is garbled', help: 'Send it again.' },
  'upload.not_pdf': {
    status: 415,
    title: 'That is not a PDF',
    help: 'LexAI looks at the bytes, not the name. Export the document as PDF.',
  },
  'upload.too_large': {
    status: 413,
    title: 'The file is larger than this server takes',
    help: 'Split it, or ask whoever runs this server to raise LEXAI_MAX_UPLOAD_BYTES.',
  },
  'document.not_ready': {
    status: 409,
    title: 'The document is not read yet',
    help: 'Follow its events until it is ready.',
  },
  'pdf.password_required': {
    status: 422,
    title: 'The PDF is locked with a password',
    help: 'Open it with its password, save a copy without one, and upload that.',
  },
  'pdf.damaged': {
    status: 422,
    title: 'The PDF is damaged beyond reading',
    help: 'Get it again from where it came from, or print it to a new PDF.',
  },
  'pdf.no_pages': { status: 422, title: 'The PDF has no pages', help: 'Check that it was exported fully.' },
  'pdf.too_complex': {
    status: 422,
    title: 'Reading the PDF took more time or memory than one document may',
    help: 'Print it to a new PDF, or split it.',
  },
  'storage.full': {
    status: 507,
    title: 'The server has no disk space left',
    help: 'Nothing was stored. Ask whoever runs this server to free disk space, then send the request again.',
  },
  'storage.unavailable': {
    status: 503,
    title: 'The file storage does not answer',
    help: 'Wait for the seconds that Retry-After names. If it stays, tell whoever runs this server the request id.',
  },
  'storage.file_missing': {
    status: 500,
    title: 'The stored file is missing',
    help: 'Ask whoever runs this server to restore it from a backup, or upload it again.',
  },
  'database.unavailable': {
    status: 503,
    title: 'The database does not answer',
    help: 'Wait for the seconds that Retry-After names. If it stays, tell whoever runs this server the request id.',
  },
  'mail.unavailable': {
    status: 503,
    title: 'The mail server does not answer',
    help: 'Mails are sent once it does. Check SMTP_URL and the mail server.',
  },
  'mail.refused': {
    status: 502,
    title: 'The mail server refuses to send',
    help: 'Check the user name, the password and the encryption in SMTP_URL, and what the mail server says.',
  },
  'server.error': {
    status: 500,
    title: 'Something went wrong here',
    help: 'It is not your fault. Try again; if it stays, tell whoever runs this server the request id.',
  },
  'server.overloaded': {
    status: 503,
    title: 'The server is overloaded',
    help: 'Wait for the seconds that Retry-After names, and send fewer requests at a time.',
  },
  'server.unavailable': {
    status: 503,
    title: 'The server is not ready',
    help: 'Wait for the seconds that Retry-After names.',
  },
} as const satisfies Record<string, { status: number; title: string; help: string }>

export type ErrorCode = keyof typeof errorCatalogue

/** One unacceptable value: an RFC 6901 pointer into the body (or `/query/<name>`), a short code, a sentence. */
export type FieldError = { pointer: string; code: string; detail: string }

const brand = Symbol.for('lexai.app-error')

/**
 * The one error that our own code throws on purpose; the HTTP layer turns it into a problem (RFC 9457). `instanceof` also knows one
 * that another module graph made: what server.ts, the bundled routes and the job runner share throws the class of whoever made it.
 */
export class AppError extends Error {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && brand in value
  }

  readonly [brand] = true
  readonly code: ErrorCode
  readonly detail: string | null
  readonly errors: FieldError[] | null
  readonly headers: Record<string, string>

  constructor(
    code: ErrorCode,
    options: { detail?: string; errors?: FieldError[]; headers?: Record<string, string>; cause?: unknown } = {},
  ) {
    super(options.detail ?? errorCatalogue[code].title, { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.detail = options.detail ?? null
    this.errors = options.errors ?? null
    this.headers = options.headers ?? {}
  }

  get status(): number {
    return errorCatalogue[this.code].status
  }
}

/** The answer for what does not exist and for what the caller may not see: one body for both. */
export function notFound(): AppError {
  return new AppError('request.not_found')
}
