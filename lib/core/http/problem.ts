import { overloaded } from '../concurrency/fair-limiter.ts'
import { AppError, errorCatalogue } from '../errors.ts'
import { log } from '../log.ts'
import { bytesReply, type Reply } from './reply.ts'

const problemType = 'application/problem+json'

/** PostgreSQL out of reach, out of connections, shutting down, or ending one of two that wait for each other; Prisma's names and its own. */
const unavailableCodes = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2034',
  'ECONNREFUSED',
  'ECONNRESET',
  '57P01',
  '57P03',
  '53300',
  // Prisma: no connection in time for a transaction, or a transaction that was open for too long.
  'P2028',
  '40001',
  '40P01',
])

/** What the pool of `pg` says, without a code, when no connection became free in time. */
const poolTimeout = 'timeout exceeded when trying to connect'

/** PostgreSQL's code for a statement that ran into `statement_timeout`. */
const queryCanceled = '57014'

/** Prisma's names for a value that PostgreSQL will not have: of another form, or out of range. */
const unstorableCodes = new Set(['P2007', 'P2020'])

/**
 * What went wrong as an RFC 9457 problem. An AppError says so itself; anything else is a fault of ours: it is logged whole and
 * told to nobody.
 */
export function problemReply(error: unknown, requestId: string): Reply {
  const failure = error instanceof AppError ? error : unexpected(error, requestId)
  const { status, title } = errorCatalogue[failure.code]
  const body = {
    type: `/problems/${failure.code}`,
    title,
    status,
    detail: failure.detail,
    code: failure.code,
    requestId,
    ...(failure.errors ? { errors: failure.errors } : {}),
  }
  return bytesReply(JSON.stringify(body), {
    status,
    contentType: problemType,
    headers: { 'Cache-Control': 'no-store', ...challenge(failure), ...failure.headers },
  })
}

/** A kept problem as the answer to another request: its body names the exchange that it is in. Anything else stays as it is. */
export function withRequestId(reply: Reply, requestId: string): Reply {
  const { body } = reply
  if (body.kind !== 'bytes' || body.contentType !== problemType) return reply
  const problem = JSON.parse(Buffer.from(body.content).toString())
  return { ...reply, body: { ...body, content: JSON.stringify({ ...problem, requestId }) } }
}

/** RFC 6750, 3: a refused credential is named as such; a missing one gets the bare challenge. */
function challenge(failure: AppError): Record<string, string> {
  if (failure.status !== 401) return {}
  const reason = failure.code === 'auth.invalid_token' ? ', error="invalid_token"' : ''
  return { 'WWW-Authenticate': `Bearer realm="lexai"${reason}` }
}

function unexpected(error: unknown, requestId: string): AppError {
  const { code, meta } = (error ?? {}) as DatabaseError
  const codes = [code, meta?.driverAdapterError?.cause?.originalCode].filter((each) => typeof each === 'string')
  if (codes.some(isUnstorable)) {
    log.warn({ err: error, requestId }, 'a value that no schema refused')
    return new AppError('request.malformed', {
      detail: 'A value in the request is of a form, or a size, that cannot be.',
    })
  }
  if (codes.includes(queryCanceled)) {
    log.warn({ err: error, requestId }, 'a statement took too long')
    return overloaded()
  }
  if (codes.some((each) => unavailableCodes.has(each)) || isPoolTimeout(error)) {
    log.warn({ err: error, requestId }, 'unavailable')
    return new AppError('server.unavailable', { headers: { 'Retry-After': '1' } })
  }
  log.error({ err: error, requestId }, 'unexpected error')
  return new AppError('server.error')
}

/** An error of `pg`, or of Prisma, which keeps PostgreSQL's own code deep inside. */
type DatabaseError = { code?: unknown; meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } } }

function isPoolTimeout(error: unknown): boolean {
  const causes = [error, (error as DatabaseError | null)?.meta?.driverAdapterError, (error as Error | null)?.cause]
  return causes.some((each) => each instanceof Error && each.message.includes(poolTimeout))
}

/** Class 22 of PostgreSQL's codes is "data exception": the value's fault. Schemas come first; this is the net below them. */
function isUnstorable(code: string): boolean {
  return unstorableCodes.has(code) || /^22[0-9A-Z]{3}$/.test(code)
}
