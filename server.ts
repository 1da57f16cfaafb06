import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import next from 'next'
import { recordRefusals } from '#lib/audit/refusals.ts'
import { env } from '#lib/core/env.ts'
import type { CoreErrorCode } from '#lib/core/errors.ts'
import { strictTransportSecurity } from '#lib/core/http/edge/page-security.ts'
import { limitBodies } from '#lib/core/http/host/body-timeouts.ts'
import { handleConnectionErrors } from '#lib/core/http/host/connection-errors.ts'
import { createRequestContext } from '#lib/core/http/host/create-request-context.ts'
import { drain } from '#lib/core/http/host/drain.ts'
import { logWhenSent } from '#lib/core/http/host/log-when-sent.ts'
import { trackResponse } from '#lib/core/http/host/pending-responses.ts'
import { findRequestError, isPageTarget, isStrippedHeader, toOriginForm } from '#lib/core/http/host/request-target.ts'
import { sendOptions } from '#lib/core/http/host/send-options.ts'
import { sendProblem } from '#lib/core/http/host/send-problem.ts'
import { closeStalledConnections } from '#lib/core/http/host/stalled-connections.ts'
import { wrapResponse } from '#lib/core/http/host/wrap-response.ts'
import { allowHeader, isUnsafe, routeMethods } from '#lib/core/http/methods.ts'
import { runInRequestContext } from '#lib/core/http/request-context.ts'
import { subscribeToRevocations } from '#lib/core/http/streams/stream-registry.ts'
import { captureConsole, log } from '#lib/core/log.ts'

export type RunningServer = { port: number; close: () => Promise<void> }

/**
 * Starts the HTTP server. Next handles routes and pages; everything that Next leaves to its host is done here: content codings,
 * Content-Length, unknown methods, timeouts and graceful shutdown. `next dev` runs without this server.
 */
export async function startServer({ port }: { port: number }): Promise<RunningServer> {
  // Next would handle WebSocket upgrades on the server that it is given. LexAI has none, and without a listener Node answers an
  // Upgrade request as HTTP/1.1 (RFC 9110, 7.8), so Next gets a server that is never used.
  const app = next({ dev: false, port, quiet: true, httpServer: createServer() })
  captureConsole()
  subscribeToRevocations()
  recordRefusals()
  await app.prepare()
  const handle = app.getRequestHandler()
  const commonHeaders = {
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    ...(env.publicOrigin.startsWith('https:') ? { 'Strict-Transport-Security': strictTransportSecurity } : {}),
  }
  let isClosing = false

  const server = createServer({
    // Would also abort slow uploads that make progress; limitBodies replaces it.
    requestTimeout: 0,
    headersTimeout: 20_000,
    // Longer than the 60 s of common proxies.
    keepAliveTimeout: 65_000,
    connectionsCheckingInterval: 5000,
    // Node would respond without a problem document; findRequestError checks it.
    requireHostHeader: false,
  })
  const mayAddBody = limitBodies(server)
  closeStalledConnections(server)
  handleConnectionErrors(server)

  const serve = (
    request: IncomingMessage,
    response: ServerResponse,
    sendContinue: () => void,
    rejection: CoreErrorCode | null = null,
  ) => {
    const context = createRequestContext(request, sendContinue)
    const { requestId, method } = context
    if (isClosing) response.setHeader('Connection', 'close')
    toOriginForm(request)
    const { url = '/', headers } = request
    for (const name of Object.keys(headers)) if (isStrippedHeader(name, url)) delete headers[name]
    headers['request-id'] = requestId
    logWhenSent(request, response, context)
    trackResponse(request, response)
    const isBodyAllowed = mayAddBody(request, response, context.ip)
    wrapResponse(request, response, context, commonHeaders)

    const error = rejection ?? findRequestError(request)
    if (error) return sendProblem(request, response, error, requestId)
    if (!isBodyAllowed) return sendProblem(request, response, 'server.overloaded', requestId, { 'Retry-After': '10' })
    if (url === '*') return sendOptions(response, routeMethods)
    if (isPageTarget(url) && method === 'OPTIONS') return sendOptions(response, ['GET'])
    if (isPageTarget(url) && isUnsafe(method)) {
      return sendProblem(request, response, 'request.method_not_allowed', requestId, { Allow: allowHeader(['GET']) })
    }
    if (!url.startsWith('/api/v1')) sendContinue()
    if (method === 'TRACE') request.method = 'OPTIONS'
    runInRequestContext(context, () => handle(request, response)).catch((error) => {
      log.error({ err: error, requestId }, 'unexpected error')
      if (response.headersSent) response.destroy()
      else sendProblem(request, response, 'server.error', requestId)
    })
  }

  server.on('request', (request, response) => serve(request, response, () => {}))
  server.on('checkExpectation', (request, response) => serve(request, response, () => {}, 'request.expectation_failed'))
  server.on('checkContinue', (request, response) => {
    let isSent = false
    serve(request, response, () => {
      if (!isSent) response.writeContinue()
      isSent = true
    })
  })

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, resolve)
  })

  const close = async () => {
    isClosing = true
    await drain(server)
    await app.close()
  }
  const address = server.address()
  return { port: typeof address === 'object' && address ? address.port : port, close }
}
