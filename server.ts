import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import next from 'next'
import { recordRefusals } from '#lib/audit/refusals.ts'
import { env } from '#lib/core/env.ts'
import type { CoreErrorCode } from '#lib/core/errors.ts'
import { writeAccessLine } from '#lib/core/http/access-log.ts'
import { answerBadConnections } from '#lib/core/http/bad-connections.ts'
import { clientAddress, isTrustedProxy } from '#lib/core/http/client-address.ts'
import { sendProblem } from '#lib/core/http/host-problem.ts'
import { type HostRequest, runAsHost } from '#lib/core/http/host-request.ts'
import { dressResponse } from '#lib/core/http/host-response.ts'
import { allowHeader, isUnsafe, type RouteMethod, routeMethods } from '#lib/core/http/methods.ts'
import { trackAnswer } from '#lib/core/http/open-answers.ts'
import { endAllStreams, watchRevocations } from '#lib/core/http/open-streams.ts'
import { strictTransport } from '#lib/core/http/page-security.ts'
import { requestIdFrom } from '#lib/core/http/request-id.ts'
import { isDropped, isPage, requestProblem, routeLabel, toOriginForm } from '#lib/core/http/request-line.ts'
import { endSilentReaders, watchBodies } from '#lib/core/http/slow-bodies.ts'
import { noteUnlistedProxy } from '#lib/core/http/unlisted-proxies.ts'
import { captureConsole, log } from '#lib/core/log.ts'

export type RunningServer = { port: number; close: () => Promise<void> }

/** How long a stop waits for uploads and answers that are under way. */
const drainMs = 4500

/**
 * Serves the app: what Next leaves to its host (codings, Content-Length, unknown methods, timeouts, draining) is done here, the
 * rest is Next's. Without it, under `next dev`, the routes answer the same but for these.
 */
export async function startServer({ port }: { port: number }): Promise<RunningServer> {
  // Next takes upgrades, which we have none of, from the server that it is given: without a listener on ours an Upgrade is
  // passed over and answered as HTTP/1.1 (RFC 9110, 7.8).
  const app = next({ dev: false, port, quiet: true, httpServer: createServer() })
  captureConsole()
  watchRevocations()
  recordRefusals()
  await app.prepare()
  const handle = app.getRequestHandler()
  const everywhere = {
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    ...(env.publicOrigin.startsWith('https:') ? { 'Strict-Transport-Security': strictTransport } : {}),
  }
  let isClosing = false

  // requestTimeout would end slow uploads; watchBodies ends slow ones. Keep-alive outlasts the 60 s of common proxies.
  const server = createServer({
    requestTimeout: 0,
    headersTimeout: 20_000,
    keepAliveTimeout: 65_000,
    connectionsCheckingInterval: 5000,
    // Node would refuse it without a problem.
    requireHostHeader: false,
  })
  const watchBody = watchBodies(server)
  endSilentReaders(server)
  answerBadConnections(server)

  const serve = (
    request: IncomingMessage,
    response: ServerResponse,
    wantBody: () => void,
    refusal: CoreErrorCode | null = null,
  ) => {
    const host = hostRequestFor(request, wantBody)
    if (isClosing) response.setHeader('Connection', 'close')
    toOriginForm(request)
    const { url = '/', headers } = request
    for (const name of Object.keys(headers)) if (isDropped(name, url)) delete headers[name]
    headers['request-id'] = host.requestId
    logWhenSent(request, response, host)
    trackAnswer(request, response)
    const mayCome = watchBody(request, response, host.ip)
    dressResponse(request, response, host, everywhere)

    const problem = refusal ?? requestProblem(request)
    if (problem) return sendProblem(request, response, problem, host.requestId)
    if (!mayCome) return sendProblem(request, response, 'server.overloaded', host.requestId, { 'Retry-After': '10' })
    if (url === '*') return sendOptions(response, routeMethods)
    if (isPage(url) && host.method === 'OPTIONS') return sendOptions(response, ['GET'])
    if (isPage(url) && isUnsafe(host.method)) {
      const fields = { Allow: allowHeader(['GET']) }
      return sendProblem(request, response, 'request.method_not_allowed', host.requestId, fields)
    }
    if (!url.startsWith('/api/v1')) wantBody()
    if (host.method === 'TRACE') request.method = 'OPTIONS'
    runAsHost(host, () => handle(request, response)).catch((error) => {
      log.error({ err: error, requestId: host.requestId }, 'unexpected error')
      if (response.headersSent) response.destroy()
      else sendProblem(request, response, 'server.error', host.requestId)
    })
  }

  server.on('request', (request, response) => serve(request, response, () => {}))
  server.on('checkExpectation', (request, response) => serve(request, response, () => {}, 'request.expectation_failed'))
  server.on('checkContinue', (request, response) => {
    let isAsked = false
    serve(request, response, () => {
      if (!isAsked) response.writeContinue()
      isAsked = true
    })
  })

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, resolve)
  })

  const close = async () => {
    isClosing = true
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    endAllStreams()
    const idle = setInterval(() => server.closeIdleConnections(), 50)
    const patience = setTimeout(() => server.closeAllConnections(), drainMs)
    await closed
    clearInterval(idle)
    clearTimeout(patience)
    await app.close()
  }
  const address = server.address()
  return { port: typeof address === 'object' && address ? address.port : port, close }
}

function hostRequestFor(request: IncomingMessage, wantBody: () => void): HostRequest {
  const forwardedFor = request.headers['x-forwarded-for']?.toString() ?? null
  const peer = request.socket.remoteAddress ?? ''
  const ip = clientAddress(peer, forwardedFor, env.trustedProxies)
  if (forwardedFor !== null && !isTrustedProxy(peer, env.trustedProxies)) noteUnlistedProxy(ip)
  return {
    requestId: requestIdFrom(request.headers['request-id']?.toString()),
    ip,
    method: request.method ?? 'GET',
    startedAt: performance.now(),
    body: request,
    wantBody,
    answer: null,
    route: null,
    userId: null,
  }
}

/** What `OPTIONS` asks of pages, and, as `OPTIONS *`, of the server as a whole (RFC 9110, 9.3.7). */
function sendOptions(response: ServerResponse, methods: readonly RouteMethod[]): void {
  response.writeHead(204, { Allow: allowHeader(methods), 'Cache-Control': 'no-store', Vary: 'Origin' }).end()
}

function logWhenSent(request: IncomingMessage, response: ServerResponse, host: HostRequest): void {
  const { socket } = request
  const written = socket.bytesWritten
  const url = request.url ?? '/'
  response.once('close', () => {
    const line = {
      method: host.method,
      route: host.route ?? routeLabel(url),
      status: response.statusCode,
      durationMs: performance.now() - host.startedAt,
      bytes: socket.bytesWritten - written,
      requestId: host.requestId,
      userId: host.userId,
      ip: host.ip,
    }
    if (response.writableFinished) return writeAccessLine(line)
    const abortedIn = response.headersSent ? 'answer' : request.complete ? 'work' : 'body'
    // A status that was set without headers went out past Node's response, as 408 does.
    const isAnswered = response.headersSent || line.status !== 200
    writeAccessLine({ ...line, status: isAnswered ? line.status : null, abortedIn })
  })
}
