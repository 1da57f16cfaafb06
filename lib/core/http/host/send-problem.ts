import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { env } from '../../env.ts'
import { AppError, type CoreErrorCode } from '../../errors.ts'
import { corsHeaders } from '../cors.ts'
import { problemReply } from '../route/problem.ts'

/** How long a client may take to read the last response before the connection is closed (lingering close). */
export const lingerMs = 2000

/** Sends a problem document for a request that server.ts rejects itself, before Next. */
export function sendProblem(
  request: IncomingMessage,
  response: ServerResponse,
  code: CoreErrorCode,
  requestId: string,
  extraHeaders: Record<string, string> = {},
): void {
  const { status, headers, body } = problemReply(new AppError(code, { headers: extraHeaders }), requestId)
  const content = body.kind === 'bytes' ? String(body.content) : ''
  const cors = corsHeaders(request.headers.origin ?? null, env.corsOrigins)
  response.writeHead(status, {
    ...Object.fromEntries(headers),
    ...cors,
    'Content-Type': 'application/problem+json',
    'Content-Length': Buffer.byteLength(content),
    'X-Content-Type-Options': 'nosniff',
    'Request-Id': requestId,
    Vary: 'Origin',
  })
  response.end(request.method === 'HEAD' ? undefined : content)
}

/**
 * Writes a problem document to a socket that has no usable ServerResponse, because the request is invalid or its body timed out. Then
 * closes the connection, whether or not the client closes its side.
 */
export function sendRawProblem(
  socket: Duplex,
  code: CoreErrorCode,
  requestId: string,
  extraHeaders: Record<string, string> = {},
): void {
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const { status, headers, body } = problemReply(new AppError(code), requestId)
  const content = body.kind === 'bytes' ? String(body.content) : ''
  const lines = {
    ...Object.fromEntries(headers),
    ...extraHeaders,
    'Content-Type': 'application/problem+json',
    'Content-Length': Buffer.byteLength(content),
    Date: new Date().toUTCString(),
    'X-Content-Type-Options': 'nosniff',
    'Request-Id': requestId,
    Vary: 'Origin',
    Connection: 'close',
  }
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}`)
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...head, '', content].join('\r\n'))
  const timer = setTimeout(() => socket.destroy(), lingerMs)
  socket.once('close', () => clearTimeout(timer))
}
