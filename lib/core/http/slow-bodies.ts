import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { env } from '../env.ts'
import { corsHeaders } from './cors.ts'
import { lingerMs, sendRawProblem } from './host-problem.ts'
import { answersOn } from './open-answers.ts'
import { requestIdFrom } from './request-id.ts'

const patience = { silenceMs: 30_000, checkEveryMs: 2000 }
/** More than the buffers between two machines hold. */
const maxSkippedBytes = 8 * 1024 * 1024

type Watched = {
  request: IncomingMessage
  response: ServerResponse
  socket: Socket
  bytes: number
  changedAt: number
}

/**
 * Lets a request's body take as long as it likes while something comes, and ends it with 408 after 30 s of silence. Node's own
 * `requestTimeout` would end every slow upload, however lively.
 */
export function watchBodies(
  server: Server,
  { silenceMs, checkEveryMs } = patience,
): (request: IncomingMessage, response: ServerResponse) => void {
  const watched = new Set<Watched>()
  const check = setInterval(() => {
    const now = Date.now()
    for (const each of watched) {
      const { request, socket } = each
      const { bytesRead } = socket
      // What has arrived and waits for us is our slowness, not the client's.
      if (bytesRead !== each.bytes || request.readableLength > 0)
        Object.assign(each, { bytes: bytesRead, changedAt: now })
      else if (now - each.changedAt > silenceMs) {
        watched.delete(each)
        endSilent(each)
      }
    }
  }, checkEveryMs).unref()
  server.once('close', () => clearInterval(check))

  return (request, response) => {
    if (!hasBody(request)) return
    // Taken here: whoever gives up reading takes it away from the request.
    const { socket } = request
    const entry = { request, response, socket, bytes: socket.bytesRead, changedAt: Date.now() }
    watched.add(entry)
    request.once('end', () => watched.delete(entry))
    response.once('close', () => watched.delete(entry))
    response.once('finish', () => {
      if (!request.complete) linger(request, socket)
    })
  }
}

/** The route that waits for the body never answers, so the answer's status is kept here, for the access log. */
function endSilent({ request, response, socket }: Watched): void {
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
