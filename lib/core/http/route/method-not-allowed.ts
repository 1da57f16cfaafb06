import { AppError } from '../../errors.ts'
import { allowHeader, type RouteMethod } from '../methods.ts'
import { hostRequest } from '../request-context.ts'
import { noContent } from './reply.ts'
import { answerPlainly } from './respond-unauthenticated.ts'

type Handler = (request: Request) => Promise<Response>

/**
 * The methods that a route outside /api/v1 lacks, and OPTIONS: Next's own 405 names no methods, which it has to
 * (RFC 9110, 15.5.6). `has` are those that it defines itself.
 */
export function otherMethods(has: readonly RouteMethod[]): Record<RouteMethod | 'OPTIONS', Handler> {
  const headers = { Allow: allowHeader(has) }
  const handle: Handler = (request) =>
    answerPlainly(request, () => {
      const isAsked = (hostRequest()?.method ?? request.method) === 'OPTIONS'
      if (!isAsked) throw new AppError('request.method_not_allowed', { headers })
      return noContent(headers)
    })
  return { GET: handle, POST: handle, PUT: handle, PATCH: handle, DELETE: handle, OPTIONS: handle }
}
