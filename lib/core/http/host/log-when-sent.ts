import type { IncomingMessage, ServerResponse } from 'node:http'
import { writeAccessLine } from '../access-log.ts'
import type { RequestContext } from '../request-context.ts'
import { routeLabel } from './request-target.ts'

/** Writes the access log line when the response has been sent or the connection has been closed. */
export function logWhenSent(request: IncomingMessage, response: ServerResponse, context: RequestContext): void {
  const { socket } = request
  const written = socket.bytesWritten
  const url = request.url ?? '/'
  response.once('close', () => {
    const line = {
      method: context.method,
      route: context.route ?? routeLabel(url),
      status: response.statusCode,
      durationMs: performance.now() - context.startedAt,
      bytes: socket.bytesWritten - written,
      requestId: context.requestId,
      userId: context.userId,
      ip: context.ip,
    }
    if (response.writableFinished) return writeAccessLine(line)
    const abortedIn = response.headersSent ? 'answer' : request.complete ? 'work' : 'body'
    // A status without sent headers was written directly to the socket, as 408 is.
    const hasStatus = response.headersSent || line.status !== 200
    writeAccessLine({ ...line, status: hasStatus ? line.status : null, abortedIn })
  })
}
