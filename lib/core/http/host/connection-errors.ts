import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { type CoreErrorCode, coreErrors } from '../../errors.ts'
import { writeAccessLine } from '../access-log.ts'
import { clientAddress } from '../client-address.ts'
import { requestIdFrom } from '../request-id.ts'
import { pendingResponses } from './pending-responses.ts'
import { sendRawProblem } from './send-problem.ts'

const codes: Record<string, CoreErrorCode> = {
  HPE_INVALID_METHOD: 'request.method_unknown',
  HPE_HEADER_OVERFLOW: 'request.headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request.timeout',
}

const rejected = new WeakSet<Socket>()

/** Responds to what Node does not parse as a request: CONNECT, and bytes that are not valid HTTP. */
export function handleConnectionErrors(server: Server): void {
  server.on('connect', (_request, socket: Socket) => {
    // Node no longer handles this socket: an unhandled error would end the process, and unread data would keep it open.
    socket.on('error', () => socket.destroy())
    socket.resume()
    rejectConnection(socket, 'request.method_unknown', 'CONNECT')
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) =>
    rejectConnection(socket, codes[error.code ?? ''] ?? 'request.malformed', '-'),
  )
}

/**
 * Rejects what follows on a connection. Pending responses to earlier requests are still sent, without anything written between them;
 * then the connection is closed.
 */
function rejectConnection(socket: Socket, code: CoreErrorCode, method: string): void {
  if (rejected.has(socket)) return
  rejected.add(socket)
  const pending = pendingResponses(socket)
  const isInvalidBody = pending.every(({ request, response }) => !request.complete && !response.headersSent)
  const last = pending.findLast(({ request }) => request.complete)
  if (pending.length <= 1 && isInvalidBody) sendAndLogProblem(socket, code, method)
  else if (last) last.response.once('close', () => socket.destroySoon())
  else socket.destroySoon()
}

function sendAndLogProblem(socket: Socket, code: CoreErrorCode, method: string): void {
  if (!socket.writable) {
    socket.destroySoon()
    return
  }
  const requestId = requestIdFrom(null)
  sendRawProblem(socket, code, requestId)
  const { status } = coreErrors[code]
  const bytes = socket.bytesWritten
  const ip = clientAddress(socket.remoteAddress ?? '', null, [])
  writeAccessLine({ method, route: '-', status, durationMs: 0, bytes, requestId, userId: null, ip })
}
