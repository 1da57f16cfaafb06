import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

export type PendingResponse = { request: IncomingMessage; response: ServerResponse }

const byConnection = new WeakMap<Duplex, Set<PendingResponse>>()

/** Registers a response until it is sent and its request read. HTTP pipelining allows several per connection (RFC 9112, 9.3.2). */
export function trackResponse(request: IncomingMessage, response: ServerResponse): void {
  const { socket } = request
  const pending = byConnection.get(socket) ?? new Set()
  byConnection.set(socket, pending)
  const entry = { request, response }
  pending.add(entry)
  response.once('close', () => {
    if (request.complete) pending.delete(entry)
    else request.once('end', () => pending.delete(entry))
  })
}

/** The pending responses of a connection, in the order of their requests. */
export function pendingResponses(socket: Duplex): PendingResponse[] {
  return [...(byConnection.get(socket) ?? [])]
}
