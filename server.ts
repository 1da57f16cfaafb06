import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import next from 'next'
import { env } from '#lib/core/env.ts'
import { writeAccessLine } from '#lib/core/http/access-log.ts'
import { clientAddress } from '#lib/core/http/client-address.ts'
import { sendProblem, sendRawProblem } from '#lib/core/http/host-problem.ts'
import { type HostRequest, runAsHost } from '#lib/core/http/host-request.ts'
import { dressResponse } from '#lib/core/http/host-response.ts'
import { knownMethods } from '#lib/core/http/methods.ts'
import { endAllStreams, watchRevocations } from '#lib/core/http/open-streams.ts'
import { strictTransport } from '#lib/core/http/page-security.ts'
import { requestIdFrom } from '#lib/core/http/request-id.ts'
import { pathProblem, reservedHeaders, routeLabel } from '#lib/core/http/request-line.ts'
import { watchBodies } from '#lib/core/http/slow-bodies.ts'
import { log } from '#lib/core/log.ts'

export type RunningServer = { port: number; close: () => Promise<void> }

/** How long a stop waits for uploads and answers that are under way. */
const drainMs = 4500

/**
 * Serves the app: what Next leaves to its host (codings, Content-Length, unknown methods, timeouts, draining) is done here, the
 * rest is Next's. Without it, under `next dev`, the routes answer the same but for these.
 */
export async function startServer({ port, dev = false }: { port: number; dev?: boolean }): Promise<RunningServer> {
  const app = next({ dev, port, quiet: !dev })
  watchRevocations()
  await app.prepare()
  const handle = app.getRequestHandler()
  const everywhere = {
    'X-Content-Type-Options': 'nosniff',
    ...(env.publicOrigin.startsWith('https:') ? { 'Strict-Transport-Security': strictTransport } : {}),
  }
  let isClosing = false

  // requestTimeout would end slow uploads; watchBodies ends silent ones. Keep-alive outlasts the 60 s of common proxies.
  const server = createServer({
    requestTimeout: 0,
    headersTimeout: 20_000,
    keepAliveTimeout: 65_000,
    connectionsCheckingInterval: 5000,
  })
  const watchBody = watchBodies(server)

  const serve = (request: IncomingMessage, response: ServerResponse, wantBody: () => void) => {
    const host = hostRequestFor(request, wantBody)
    if (isClosing) response.setHeader('Connection', 'close')
    for (const name of Object.keys(request.headers)) if (reservedHeaders.test(name)) delete request.headers[name]
    request.headers['request-id'] = host.requestId
    dressResponse(request, response, host, everywhere)
    logWhenSent(request, response, host)
    watchBody(request, response)

    if (!knownMethods.has(host.method)) return sendProblem(request, response, 'request.method_unknown', host.requestId)
    const problem = pathProblem(request.url ?? '/')
    if (problem) return sendProblem(request, response, problem, host.requestId)
    if (!request.url?.startsWith('/api/v1')) wantBody()
    if (host.method === 'TRACE') request.method = 'OPTIONS'
    runAsHost(host, () => handle(request, response)).catch((error) => {
      log.error({ err: error, requestId: host.requestId }, 'unexpected error')
      if (response.headersSent) response.destroy()
      else sendProblem(request, response, 'server.error', host.requestId)
    })
  }

  server.on('request', (request, response) => serve(request, response, () => {}))
  server.on('checkContinue', (request, response) => {
    let isAsked = false
    serve(request, response, () => {
      if (!isAsked) response.writeContinue()
      isAsked = true
    })
  })
  server.on('connect', (_request, socket) => sendRawProblem(socket, 'request.method_unknown'))
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === 'HPE_INVALID_METHOD') sendRawProblem(socket, 'request.method_unknown')
    else if (error.code === 'HPE_HEADER_OVERFLOW') sendRawProblem(socket, 'request.malformed', 431)
    else if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') sendRawProblem(socket, 'request.timeout')
    else sendRawProblem(socket, 'request.malformed')
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
  return {
    requestId: requestIdFrom(request.headers['request-id']?.toString()),
    ip: clientAddress(request.socket.remoteAddress ?? '', forwardedFor, env.trustedProxies),
    method: request.method ?? 'GET',
    startedAt: performance.now(),
    wantBody,
    answer: null,
    route: null,
    userId: null,
  }
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
    }
    writeAccessLine(response.writableFinished ? line : { ...line, isCutShort: true })
  })
}
