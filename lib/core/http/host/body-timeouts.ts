import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { env } from '../../env.ts'
import { clientNetwork } from '../client-address.ts'
import { corsHeaders } from '../cors.ts'
import { requestIdFrom } from '../request-id.ts'
import { answersOn } from './pending-responses.ts'
import { lingerMs, sendRawProblem } from './send-problem.ts'

/** How slowly a body may come. Only time in which nothing of it waits to be read counts: the rest is the server's own slowness. */
type BodyLimits = {
  silenceMs: number
  /** For a body that is no upload, in all. */
  totalMs: number
  /** Uploads take as long as they need, at this average after the first `uploadGraceMs`. */
  uploadGraceMs: number
  uploadBytesPerSecond: number
  /** Bodies of one client network that have not arrived in full. */
  maxUploadsPerClient: number
  maxOthersPerClient: number
  checkEveryMs: number
}

const bodyLimits: BodyLimits = {
  silenceMs: 30_000,
  totalMs: 30_000,
  uploadGraceMs: 60_000,
  uploadBytesPerSecond: 1024,
  maxUploadsPerClient: 256,
  maxOthersPerClient: 64,
  checkEveryMs: 2000,
}

const uploadTypes = /^(?:multipart\/|application\/pdf)/i
/** More than the buffers between two machines hold. */
const maxSkippedBytes = 8 * 1024 * 1024

type Watched = {
  request: IncomingMessage
  response: ServerResponse
  socket: Socket
  isUpload: boolean
  startBytes: number
  bytes: number
  silentMs: number
  waitedMs: number
}

/**
 * Limits how slowly bodies may arrive and how many of one client network may be unfinished, against clients that send a byte now
 * and then to hold connections open (slowloris). Ends a body with 408; Node's own `requestTimeout` would end every slow upload,
 * however lively. The function that it gives takes each request, and tells whether the client may send one body more.
 */
export function watchBodies(
  server: Server,
  limits: BodyLimits = bodyLimits,
): (request: IncomingMessage, response: ServerResponse, clientIp: string) => boolean {
  const watched = new Set<Watched>()
  const unfinished = new Map<string, Set<IncomingMessage>>()
  const check = setInterval(() => {
    for (const each of watched) {
      noteProgress(each, limits.checkEveryMs)
      if (!isTooSlow(each, limits)) continue
      watched.delete(each)
      endSlow(each)
    }
  }, limits.checkEveryMs).unref()
  server.once('close', () => clearInterval(check))

  return (request, response, clientIp) => {
    if (!hasBody(request)) return true
    // Taken here: whoever gives up reading takes it away from the request.
    const { socket } = request
    response.once('finish', () => {
      if (!request.complete) linger(request, socket)
    })
    const isUpload = uploadTypes.test(request.headers['content-type'] ?? '')
    const client = `${isUpload ? 'upload' : 'other'} ${clientNetwork(clientIp)}`
    const ofClient = unfinished.get(client) ?? new Set()
    if (countArriving(ofClient) >= (isUpload ? limits.maxUploadsPerClient : limits.maxOthersPerClient)) return false
    unfinished.set(client, ofClient.add(request))
    const { bytesRead } = socket
    const entry = {
      request,
      response,
      socket,
      isUpload,
      startBytes: bytesRead,
      bytes: bytesRead,
      silentMs: 0,
      waitedMs: 0,
    }
    watched.add(entry)
    const forget = () => {
      watched.delete(entry)
      ofClient.delete(request)
      if (ofClient.size === 0 && unfinished.get(client) === ofClient) unfinished.delete(client)
    }
    request.once('end', forget)
    response.once('close', forget)
    return true
  }
}

/** A body that has arrived and waits to be read does not count: many requests at once are no attack. */
function countArriving(requests: Set<IncomingMessage>): number {
  for (const request of requests) if (request.complete) requests.delete(request)
  return requests.size
}

function noteProgress(each: Watched, sinceMs: number): void {
  const { bytesRead } = each.socket
  const isOurs = each.request.readableLength > 0
  const isSilent = bytesRead === each.bytes && !isOurs
  each.bytes = bytesRead
  each.silentMs = isSilent ? each.silentMs + sinceMs : 0
  if (!isOurs) each.waitedMs += sinceMs
}

function isTooSlow({ isUpload, bytes, startBytes, silentMs, waitedMs }: Watched, limits: BodyLimits): boolean {
  if (silentMs > limits.silenceMs) return true
  if (!isUpload) return waitedMs > limits.totalMs
  const bytesPerSecond = ((bytes - startBytes) / waitedMs) * 1000
  return waitedMs > limits.uploadGraceMs && bytesPerSecond < limits.uploadBytesPerSecond
}

/** The route that waits for the body never answers, so the answer's status is kept here, for the access log. */
function endSlow({ request, response, socket }: Watched): void {
  if (response.headersSent) {
    socket.destroy()
    return
  }
  response.statusCode = 408
  const { origin, 'request-id': requestId } = request.headers
  const cors = corsHeaders(origin ?? null, env.corsOrigins)
  sendRawProblem(socket, 'request.timeout', requestIdFrom(requestId?.toString()), cors)
}

/**
 * Ends a connection whose client has taken nothing of its answer for a minute, so that it does not keep a file or a stream open
 * for ever. An answer that is still being made is waited for; event streams send something every ten seconds.
 */
export function endSilentReaders(server: Server, silenceMs = 60_000): void {
  server.setTimeout(silenceMs, (socket: Socket) => {
    const isBeingMade = answersOn(socket).some(({ response }) => !response.writableEnded)
    if (socket.writableLength > 0 || !isBeingMade) socket.destroy()
  })
}

/**
 * An answer went out before the body was in (401, 413, …). Closing at once would reset the connection and may take the answer
 * away from under the client, so it gets a moment to read it. What is already under way is read over: a client that has sent all of
 * a small body may use the connection again. A long rest is not taken in.
 */
function linger(request: IncomingMessage, socket: Socket): void {
  const timer = setTimeout(() => socket.destroy(), lingerMs)
  socket.once('close', () => clearTimeout(timer))
  request.once('end', () => clearTimeout(timer))
  let skipped = 0
  // Whoever began to read it reads no more, but its listener would hold the rest back.
  request.removeAllListeners('readable')
  request.on('data', (chunk: Buffer) => {
    skipped += chunk.byteLength
    if (skipped > maxSkippedBytes) request.pause()
  })
  request.resume()
}

export function hasBody(request: IncomingMessage): boolean {
  return request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0
}
