import type { IncomingMessage } from 'node:http'
import { env } from '../../env.ts'
import { clientAddress, isTrustedProxy } from '../client-address.ts'
import type { RequestContext } from '../request-context.ts'
import { requestIdFrom } from '../request-id.ts'
import { warnUntrustedProxy } from './untrusted-proxies.ts'

/** The context of a request that server.ts has received. `sendContinue` is called when its body is about to be read. */
export function createRequestContext(request: IncomingMessage, sendContinue: () => void): RequestContext {
  const forwardedFor = request.headers['x-forwarded-for']?.toString() ?? null
  const peer = request.socket.remoteAddress ?? ''
  const ip = clientAddress(peer, forwardedFor, env.trustedProxies)
  if (forwardedFor !== null && !isTrustedProxy(peer, env.trustedProxies)) warnUntrustedProxy(ip)
  return {
    requestId: requestIdFrom(request.headers['request-id']?.toString()),
    ip,
    method: request.method ?? 'GET',
    startedAt: performance.now(),
    body: request,
    sendContinue,
    directResponse: null,
    route: null,
    userId: null,
  }
}
