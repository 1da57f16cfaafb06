import type { Principal } from '../auth/principal.ts'
import { log } from '../log.ts'
import { callerOf } from './caller.ts'
import { hostRequest } from './request-context.ts'
import type { Exchange } from './route/respond.ts'

/** Tells server.ts which route it is before the route answers: some never do, where the client falls silent. */
export function nameRoute(pattern: string): void {
  const host = hostRequest()
  if (host) host.route = `/api/v1${pattern}`
}

/** The same of who asks, once that is known: a request that is aborted has no answer to tell it by. */
export function nameCaller(principal: Principal | null): void {
  const host = hostRequest()
  if (host) host.userId = principal?.userId ?? null
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
    ip: callerOf(request.headers).ip,
  })
}

export type AccessLine = {
  method: string
  /** The pattern, never the address: that may hold a token, and its query a name. */
  route: string
  /** Null where the connection ended before one was sent. */
  status: number | null
  durationMs: number
  bytes: number | null
  requestId: string
  userId: string | null
  /** The client's address. */
  ip: string
  /** How far it came where the connection ended first: `body` was still arriving, `work` under way, or the `answer` being sent. */
  abortedIn?: 'body' | 'work' | 'answer'
}

export function writeAccessLine(line: AccessLine): void {
  // Static files are many and say little.
  const level = line.route.startsWith('/_next') ? 'debug' : 'info'
  log[level]({ ...line, durationMs: Math.round(line.durationMs * 10) / 10 }, 'request')
}
