import { overloaded } from '../concurrency/fair-limiter.ts'
import { AppError } from '../errors.ts'

/**
 * Codes of Prisma, Node and PostgreSQL for an unreachable database, a standby that has not been promoted, a serialisation failure, or a
 * deadlock.
 */
const unavailableCodes = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2034',
  // No free connection in time for a transaction, or a transaction timeout.
  'P2028',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  '25006',
  '40001',
  '40P01',
])

/** PostgreSQL's classes "connection exception", "insufficient resources", "operator intervention" and "system error". */
const unavailableClass = /^(08|53|57P|58)[0-9A-Z]{2,3}$/

/** Errors of `pg` that have no code: no free connection in the pool, or a connection that ended. */
const unavailableMessages = [
  'timeout exceeded when trying to connect',
  'Connection terminated',
  'Client has encountered a connection error',
]

const diskFull = '53100'
/** A statement that exceeded `statement_timeout`. */
const queryCanceled = '57014'

/** Prisma's codes for a value that PostgreSQL rejects: a wrong format or out of range. */
const unstorableCodes = new Set(['P2007', 'P2020'])
/** PostgreSQL's class "data exception". Schemas reject such values before; this covers what they miss. */
const dataException = /^22[0-9A-Z]{3}$/

/** An error of `pg`, or of Prisma, where PostgreSQL's code is nested. */
type DatabaseError = {
  code?: unknown
  message?: unknown
  cause?: unknown
  meta?: { driverAdapterError?: { message?: unknown; cause?: { originalCode?: unknown } } }
}

/**
 * Converts a database error to the AppError that clients receive: `storage.full`, `database.unavailable`, `server.overloaded`, or
 * `request.malformed` for a value that no schema rejected. Returns any other error, including an AppError, unchanged.
 */
export function toDatabaseFailure(error: unknown): unknown {
  if (error instanceof AppError) return error
  const { code, message, cause, meta } = (error ?? {}) as DatabaseError
  const inner = meta?.driverAdapterError
  const codes = [code, inner?.cause?.originalCode].filter((each) => typeof each === 'string')
  const messages = [message, inner?.message, (cause as DatabaseError | null | undefined)?.message]
  if (codes.some((each) => unstorableCodes.has(each) || dataException.test(each))) {
    const detail = 'A value in the request is of a form, or a size, that cannot be.'
    return new AppError('request.malformed', { detail, cause: error })
  }
  if (codes.includes(queryCanceled)) return overloaded()
  if (codes.includes(diskFull)) return new AppError('storage.full', { cause: error })
  const isUnavailable =
    codes.some((each) => unavailableCodes.has(each) || unavailableClass.test(each)) ||
    messages.some((each) => typeof each === 'string' && unavailableMessages.some((known) => each.includes(known)))
  return isUnavailable ? new AppError('database.unavailable', { cause: error, headers: { 'Retry-After': '1' } }) : error
}
