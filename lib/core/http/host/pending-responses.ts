import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

export type OpenAnswer = { request: IncomingMessage; response: ServerResponse }

const byConnection = new WeakMap<Duplex, Set<OpenAnswer>>()

/** Remembers an answer until it is sent and its request is read over: pipelining puts several on one connection (RFC 9112, 9.3.2). */
export function trackAnswer(request: IncomingMessage, response: ServerResponse): void {
  const { socket } = request
  const open = byConnection.get(socket) ?? new Set()
  byConnection.set(socket, open)
  const answer = { request, response }
  open.add(answer)
  response.once('close', () => {
    if (request.complete) open.delete(answer)
    else request.once('end', () => open.delete(answer))
  })
}

/** The answers under way on a connection, in the order of their requests. */
export function answersOn(socket: Duplex): OpenAnswer[] {
  return [...(byConnection.get(socket) ?? [])]
}
