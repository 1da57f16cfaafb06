import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { pendingResponses } from './pending-responses.ts'

/**
 * Closes a connection whose client has read nothing of its response for a minute, so that it does not hold a file or a stream open.
 * A response that is still being produced is not affected; event streams send a heartbeat every ten seconds.
 */
export function closeStalledConnections(server: Server, idleMs = 60_000): void {
  server.setTimeout(idleMs, (socket: Socket) => {
    const isBeingProduced = pendingResponses(socket).some(({ response }) => !response.writableEnded)
    if (socket.writableLength > 0 || !isBeingProduced) socket.destroy()
  })
}
