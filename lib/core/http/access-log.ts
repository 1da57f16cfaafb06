import { log } from '../log.ts'
import { hostRequest } from './host-request.ts'
import type { Exchange } from './respond.ts'

/** Tells server.ts which route it is before the route answers: some never do, where the client falls silent. */
export function nameRoute(pattern: string): void {
  const host = hostRequest()
  if (host) host.route = `/api/v1${pattern}`
}

/**
 * Under server.ts the route only leaves word of who it was, for the line that is written when the answer has gone out; without it
 * (`next dev`) the line is written here, when the answer begins.
 */
export function logAccess(
  route: string,
  { request, requestId, startedAt, principal }: Exchange,
  response: Response,
): void {
  const userId = principal?.userId ?? null
  const host = hostRequest()
  if (host) {
    host.userId = userId
    return
  }
  writeAccessLine({
    method: request.method,
    route: `/api/v1${route}`,
    status: response.status,
    durationMs: performance.now() - startedAt,
    bytes: Number(response.headers.get('content-length')) || null,
    requestId,
    userId,
  })
}

export type AccessLine = {
  method: string
  /** The pattern, never the address: that may hold a token, and its query a name. */
  route: string
  status: number
  durationMs: number
  bytes: number | null
  requestId: string
  userId: string | null
  /** The connection ended before the answer did. */
  isCutShort?: true
}

export function writeAccessLine(line: AccessLine): void {
  // Static files are many and say little.
  const level = line.route.startsWith('/_next') ? 'debug' : 'info'
  log[level]({ ...line, durationMs: Math.round(line.durationMs * 10) / 10 }, 'request')
}
