import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { env } from '../env.ts'
import { AppError, type ErrorCode, errorCatalogue } from '../errors.ts'
import { corsHeaders } from './cors.ts'
import { problemReply } from './problem.ts'

/** A problem for what server.ts refuses itself, before Next. */
export function sendProblem(
  request: IncomingMessage,
  response: ServerResponse,
  code: ErrorCode,
  requestId: string,
  fields: Record<string, string> = {},
): void {
  const { status, headers, body } = problemReply(new AppError(code, { headers: fields }), requestId)
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

/** The same on a bare connection, where the parser gave up or the body fell silent; then the connection is closed. */
export function sendRawProblem(socket: Duplex, code: ErrorCode, status: number = errorCatalogue[code].status): void {
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const requestId = crypto.randomUUID()
  const { body } = problemReply(new AppError(code), requestId)
  const content = body.kind === 'bytes' ? JSON.stringify({ ...JSON.parse(String(body.content)), status }) : ''
  socket.end(
    [
      `HTTP/1.1 ${status} ${status === 431 ? 'Request Header Fields Too Large' : 'Refused'}`,
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(content)}`,
      'Cache-Control: no-store',
      `Request-Id: ${requestId}`,
      'Vary: Origin',
      'Connection: close',
      '',
      content,
    ].join('\r\n'),
  )
}
