import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { env } from '../../env.ts'
import { clientNetwork } from '../client-address.ts'
import { corsHeaders } from '../cors.ts'
import { requestIdFrom } from '../request-id.ts'
import { lingerAfterResponse } from './lingering-close.ts'
import { sendRawProblem } from './send-problem.ts'

/** How slowly a body may arrive. Time in which received data waits to be read by the server does not count. */
type BodyLimits = {
  idleMs: number
  /** For the whole body, unless it is an upload. */
  totalMs: number
  /** Uploads may take any time at this average rate after the first `uploadGraceMs`. */
  uploadGraceMs: number
  uploadBytesPerSecond: number
  /** Unfinished bodies per client network. */
  maxUploadsPerClient: number
  maxOthersPerClient: number
  checkEveryMs: number
}

const bodyLimits: BodyLimits = {
  idleMs: 30_000,
  totalMs: 30_000,
  uploadGraceMs: 60_000,
  uploadBytesPerSecond: 1024,
  maxUploadsPerClient: 256,
  maxOthersPerClient: 64,
  checkEveryMs: 2000,
}

const uploadTypes = /^(?:multipart\/|application\/pdf)/i

type MonitoredBody = {
  request: IncomingMessage
  response: ServerResponse
  socket: Socket
  isUpload: boolean
  startBytes: number
  bytes: number
  idleMs: number
  /** Time spent waiting for the client. */
  waitedMs: number
}

/**
 * Protects against slowloris attacks: limits how slowly bodies may arrive, and how many bodies of one client network may be unfinished.
 * A body that is too slow gets 408. Node's own `requestTimeout` would also abort uploads that make progress. Returns a function to call
 * with each request, which returns false where the client has reached its maximum.
 */
export function limitBodies(
  server: Server,
  limits: BodyLimits = bodyLimits,
): (request: IncomingMessage, response: ServerResponse, clientIp: string) => boolean {
  const monitored = new Set<MonitoredBody>()
  const unfinished = new Map<string, Set<IncomingMessage>>()
  const check = setInterval(() => {
    for (const body of monitored) {
      updateProgress(body, limits.checkEveryMs)
      if (!isTooSlow(body, limits)) continue
      monitored.delete(body)
      sendTimeout(body)
    }
  }, limits.checkEveryMs).unref()
  server.once('close', () => clearInterval(check))

  return (request, response, clientIp) => {
    if (!hasBody(request)) return true
    // Read now, because an aborted request may no longer have its socket.
    const { socket } = request
    response.once('finish', () => {
      if (!request.complete) lingerAfterResponse(request, socket)
    })
    const isUpload = uploadTypes.test(request.headers['content-type'] ?? '')
    const client = `${isUpload ? 'upload' : 'other'} ${clientNetwork(clientIp)}`
    const ofClient = unfinished.get(client) ?? new Set()
    if (countUnfinished(ofClient) >= (isUpload ? limits.maxUploadsPerClient : limits.maxOthersPerClient)) return false
    unfinished.set(client, ofClient.add(request))
    const { bytesRead } = socket
    const progress = { startBytes: bytesRead, bytes: bytesRead, idleMs: 0, waitedMs: 0 }
    const body = { request, response, socket, isUpload, ...progress }
    monitored.add(body)
    const remove = () => {
      monitored.delete(body)
      ofClient.delete(request)
      if (ofClient.size === 0 && unfinished.get(client) === ofClient) unfinished.delete(client)
    }
    request.once('end', remove)
    response.once('close', remove)
    return true
  }
}

/** A body that has been received and waits to be read is not unfinished: many concurrent requests are not an attack. */
function countUnfinished(requests: Set<IncomingMessage>): number {
  for (const request of requests) if (request.complete) requests.delete(request)
  return requests.size
}

function updateProgress(body: MonitoredBody, elapsedMs: number): void {
  const { bytesRead } = body.socket
  const isWaitingForServer = body.request.readableLength > 0
  const isIdle = bytesRead === body.bytes && !isWaitingForServer
  body.bytes = bytesRead
  body.idleMs = isIdle ? body.idleMs + elapsedMs : 0
  if (!isWaitingForServer) body.waitedMs += elapsedMs
}

function isTooSlow({ isUpload, bytes, startBytes, idleMs, waitedMs }: MonitoredBody, limits: BodyLimits): boolean {
  if (idleMs > limits.idleMs) return true
  if (!isUpload) return waitedMs > limits.totalMs
  const bytesPerSecond = ((bytes - startBytes) / waitedMs) * 1000
  return waitedMs > limits.uploadGraceMs && bytesPerSecond < limits.uploadBytesPerSecond
}

function sendTimeout({ request, response, socket }: MonitoredBody): void {
  if (response.headersSent) {
    socket.destroy()
    return
  }
  // For the access log: the route never responds, because it waits for the body.
  response.statusCode = 408
  const { origin, 'request-id': requestId } = request.headers
  const cors = corsHeaders(origin ?? null, env.corsOrigins)
  sendRawProblem(socket, 'request.timeout', requestIdFrom(requestId?.toString()), cors)
}

function hasBody(request: IncomingMessage): boolean {
  return request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0
}
