import { accountOf, type Principal } from '../auth/principal.ts'
import { log } from '../log.ts'
import { callerOf } from './caller.ts'
import { requestContext } from './request-context.ts'
import type { Exchange } from './route/respond.ts'

/** Records the route for the access log before the route responds: a request that the client aborts has no response. */
export function recordRoute(pattern: string): void {
  const context = requestContext()
  if (context) context.route = `/api/v1${pattern}`
}

/** Records the user for the access log as soon as the request is authenticated. */
export function recordPrincipal(principal: Principal | null): void {
  const context = requestContext()
  if (context) context.userId = userIdOf(principal)
}

/**
 * Logs a request to a route. Under server.ts it only records the user, because server.ts writes the line when the response has been
 * sent. Without server.ts (`next dev`) the line is written here, when the response begins.
 */
export function logAccess(
  route: string,
  { request, requestId, startedAt, principal }: Exchange,
  response: Response,
): void {
  const userId = userIdOf(principal)
  const context = requestContext()
  if (context) {
    context.userId = userId
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

function userIdOf(principal: Principal | null): string | null {
  return principal && (accountOf(principal)?.userId ?? null)
}

export type AccessLine = {
  method: string
  /** The route's pattern, never the path, which may contain a token or a name. */
  route: string
  /** Null where the connection was closed before a status was sent. */
  status: number | null
  durationMs: number
  bytes: number | null
  requestId: string
  userId: string | null
  /** The client's address. */
  ip: string
  /** Where the client closed the connection: while the `body` arrived, during the `work`, or while the `answer` was sent. */
  abortedIn?: 'body' | 'work' | 'answer'
}

export function writeAccessLine(line: AccessLine): void {
  // Static files are frequent and of little interest.
  const level = line.route.startsWith('/_next') ? 'debug' : 'info'
  log[level]({ ...line, durationMs: Math.round(line.durationMs * 10) / 10 }, 'request')
}
