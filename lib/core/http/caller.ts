import type { Caller } from '../auth/principal.ts'
import { env } from '../env.ts'
import { clientAddress } from './client-address.ts'
import { requestContext } from './request-context.ts'
import { requestIdFrom } from './request-id.ts'

/**
 * Request id, client address and user agent of a request. Without server.ts (`next dev`) the address is the last of X-Forwarded-For,
 * which Next sets and a client could forge; that is acceptable on a developer's machine.
 */
export function callerOf(headers: Headers): Caller {
  const context = requestContext()
  const userAgent = headers.get('user-agent')?.slice(0, 512) ?? null
  if (context) return { requestId: context.requestId, ip: context.ip, userAgent }
  const connection = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || '127.0.0.1'
  const ip = clientAddress(connection, headers.get('x-forwarded-for'), env.trustedProxies)
  return { requestId: requestIdFrom(headers.get('request-id')), ip, userAgent }
}
