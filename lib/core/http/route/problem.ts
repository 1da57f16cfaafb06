import { toDatabaseFailure } from '../../db/database-failure.ts'
import { AppError } from '../../errors.ts'
import { log } from '../../log.ts'
import { toStorageFailure } from '../../storage/storage-failure.ts'
import { bytesReply, type Reply } from './reply.ts'

const problemType = 'application/problem+json'

/**
 * A problem document (RFC 9457) for an error. An AppError determines its content; any other error is logged and becomes
 * `server.error`, without its message.
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

/** A stored problem document with the id of the request to which it is replayed. Other replies are returned unchanged. */
export function withRequestId(reply: Reply, requestId: string): Reply {
  const { body } = reply
  if (body.kind !== 'bytes' || body.contentType !== problemType) return reply
  const problem = JSON.parse(Buffer.from(body.content).toString())
  return { ...reply, body: { ...body, content: JSON.stringify({ ...problem, requestId }) } }
}

/** The WWW-Authenticate challenge (RFC 6750, 3): `invalid_token` for a rejected credential, none for a missing one. */
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
