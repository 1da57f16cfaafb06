import { AppError, errorCatalogue } from '../errors.ts'
import { log } from '../log.ts'
import { bytesReply, type Reply } from './reply.ts'

/** PostgreSQL out of reach, out of connections, or shutting down; Prisma's names and its own. */
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
])

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
    contentType: 'application/problem+json',
    headers: { 'Cache-Control': 'no-store', ...challenge(failure), ...failure.headers },
  })
}

/** RFC 6750, 3: a refused credential is named as such; a missing one gets the bare challenge. */
function challenge(failure: AppError): Record<string, string> {
  if (failure.status !== 401) return {}
  const reason = failure.code === 'auth.invalid_token' ? ', error="invalid_token"' : ''
  return { 'WWW-Authenticate': `Bearer realm="lexai"${reason}` }
}

function unexpected(error: unknown, requestId: string): AppError {
  const code = (error as { code?: unknown } | null)?.code
  if (typeof code === 'string' && unavailableCodes.has(code)) {
    log.warn({ err: error, requestId }, 'unavailable')
    return new AppError('server.unavailable', { headers: { 'Retry-After': '1' } })
  }
  log.error({ err: error, requestId }, 'unexpected error')
  return new AppError('server.error')
}
