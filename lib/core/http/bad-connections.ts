import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { type CoreErrorCode, coreErrors } from '../errors.ts'
import { writeAccessLine } from './access-log.ts'
import { clientAddress } from './client-address.ts'
import { sendRawProblem } from './host-problem.ts'
import { answersOn } from './open-answers.ts'
import { requestIdFrom } from './request-id.ts'

const codes: Record<string, CoreErrorCode> = {
  HPE_INVALID_METHOD: 'request.method_unknown',
  HPE_HEADER_OVERFLOW: 'request.headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request.timeout',
}

const givenUp = new WeakSet<Socket>()

/** Answers what never becomes a request: CONNECT, and bytes that the parser gives up on. */
export function answerBadConnections(server: Server): void {
  server.on('connect', (_request, socket: Socket) => {
    // Node has let go of it: a reset that nobody listens for would end the process, and what is not read never closes.
    socket.on('error', () => socket.destroy())
    socket.resume()
    giveUp(socket, 'request.method_unknown', 'CONNECT')
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) =>
    giveUp(socket, codes[error.code ?? ''] ?? 'request.malformed', '-'),
  )
}

/**
 * Refuses the rest of a connection. Nothing is written among the answers to what came before: those that can still be made go out,
 * then the connection is closed.
 */
function giveUp(socket: Socket, code: CoreErrorCode, method: string): void {
  if (givenUp.has(socket)) return
  givenUp.add(socket)
  const answers = answersOn(socket)
  const isBrokenBody = answers.every(({ request, response }) => !request.complete && !response.headersSent)
  const last = answers.findLast(({ request }) => request.complete)
  if (answers.length <= 1 && isBrokenBody) refuse(socket, code, method)
  else if (last) last.response.once('close', () => socket.destroySoon())
  else socket.destroySoon()
}

function refuse(socket: Socket, code: CoreErrorCode, method: string): void {
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
