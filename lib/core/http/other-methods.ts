import { AppError } from '../errors.ts'
import { callerOf } from './caller.ts'
import { hostRequest } from './host-request.ts'
import { allowHeader, type RouteMethod } from './methods.ts'
import { problemReply } from './problem.ts'
import { noContent } from './reply.ts'
import { respond } from './respond.ts'

type Handler = (request: Request) => Response

/**
 * The methods that a route outside /api/v1 lacks, and OPTIONS: Next's own 405 names no methods, which it has to
 * (RFC 9110, 15.5.6). `has` are those that it defines itself.
 */
export function otherMethods(has: readonly RouteMethod[]): Record<RouteMethod | 'OPTIONS', Handler> {
  const headers = { Allow: allowHeader(has) }
  const handle: Handler = (request) => {
    const { requestId } = callerOf(request.headers)
    const exchange = { request, requestId, startedAt: performance.now(), principal: null, vary: [], fields: {} }
    const isAsked = (hostRequest()?.method ?? request.method) === 'OPTIONS'
    const refusal = new AppError('request.method_not_allowed', { headers })
    return respond(isAsked ? noContent(headers) : problemReply(refusal, requestId), exchange)
  }
  return { GET: handle, POST: handle, PUT: handle, PATCH: handle, DELETE: handle, OPTIONS: handle }
}
