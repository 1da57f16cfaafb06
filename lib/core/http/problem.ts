import { toDatabaseFailure } from '../db/database-failure.ts'
import { AppError } from '../errors.ts'
import { log } from '../log.ts'
import { toStorageFailure } from '../storage/storage-failure.ts'
import { bytesReply, type Reply } from './reply.ts'

const problemType = 'application/problem+json'

/**
 * What went wrong as an RFC 9457 problem. An AppError says so itself; anything else is a fault of ours: it is logged whole and
 * told to nobody.
 */
export function problemReply(error: unknown, requestId: string): Reply {
  const failure = error instanceof AppError ? error : unexpected(error, requestId)
  const { status, title } = failure
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
  const failure = toStorageFailure(toDatabaseFailure(error))
  if (failure instanceof AppError) {
    const level = failure.code === 'storage.full' || failure.code === 'storage.file_missing' ? 'error' : 'warn'
    log[level]({ err: error, requestId }, failure.code)
    return failure
  }
  log.error({ err: error, requestId }, 'unexpected error')
  return new AppError('server.error')
}
