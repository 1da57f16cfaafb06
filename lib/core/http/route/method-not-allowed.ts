import { AppError } from '../../errors.ts'
import { allowHeader, type RouteMethod } from '../methods.ts'
import { requestContext } from '../request-context.ts'
import { noContent } from './reply.ts'
import { respondUnauthenticated } from './respond-unauthenticated.ts'

type Handler = (request: Request) => Promise<Response>

/**
 * Handlers for OPTIONS and for the methods that a route outside /api/v1 does not have. Next's own 405 lacks `Allow`, which is required
 * (RFC 9110, 15.5.6). `allowed` are the methods that the route has.
 */
export function methodNotAllowedHandlers(allowed: readonly RouteMethod[]): Record<RouteMethod | 'OPTIONS', Handler> {
  const headers = { Allow: allowHeader(allowed) }
  const handle: Handler = (request) =>
    respondUnauthenticated(request, () => {
      const isOptions = (requestContext()?.method ?? request.method) === 'OPTIONS'
      if (!isOptions) throw new AppError('request.method_not_allowed', { headers })
      return noContent(headers)
    })
  return { GET: handle, POST: handle, PUT: handle, PATCH: handle, DELETE: handle, OPTIONS: handle }
}
