import type { Caller } from '../auth/principal.ts'
import { env } from '../env.ts'
import { clientAddress } from './client-address.ts'
import { hostRequest } from './request-context.ts'
import { requestIdFrom } from './request-id.ts'

/**
 * Where a request comes from. server.ts knows the connection; without it (`next dev`) Next itself has put the connection's address
 * last into X-Forwarded-For, or the client has, which is good enough on a developer's machine.
 */
export function callerOf(headers: Headers): Caller {
  const host = hostRequest()
  const userAgent = headers.get('user-agent')?.slice(0, 512) ?? null
  if (host) return { requestId: host.requestId, ip: host.ip, userAgent }
  const connection = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || '127.0.0.1'
  const ip = clientAddress(connection, headers.get('x-forwarded-for'), env.trustedProxies)
  return { requestId: requestIdFrom(headers.get('request-id')), ip, userAgent }
}
