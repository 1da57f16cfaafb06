import { AsyncLocalStorage } from 'node:async_hooks'
import type { Readable } from 'node:stream'
import type { OpenEvents } from './streams/event-stream.ts'

/** What server.ts and a route tell each other about one request, past Next, which knows no place for it. */
export type HostRequest = {
  readonly requestId: string
  /** The client's address as server.ts saw it. */
  readonly ip: string
  /** The method on the line; differs from the one Next sees for TRACE, which Next cannot route. */
  readonly method: string
  readonly startedAt: number
  /** The request's body, for IncomingBody alone. */
  readonly body: Readable
  /** Answers `Expect: 100-continue`; called once the body is wanted (RFC 9110, 10.1.1). */
  wantBody: () => void
  /** Set by the route: what is to be sent. Next would drop Content-Length and add to Vary. */
  answer: HostAnswer | null
  /** Set by the route, for the access log. */
  route: string | null
  userId: string | null
}

/**
 * An answer on its way past Next. A body that is all there goes this way too: through web streams and back it would cost as much
 * as the rest of a small read. `body` is null where it comes through Next as a stream, or where there is none.
 */
export type HostAnswer = {
  headers: Headers
  body: Uint8Array | null
  /** Events, written by server.ts for as long as the client stays. */
  events: OpenEvents | null
  /** Bytes of the body, however it comes; null where that is not known. */
  contentLength: number | null
}

const key = Symbol.for('lexai.host-request')
type Holder = { [key]?: AsyncLocalStorage<HostRequest> }

/** One storage for server.ts and the bundled routes, which are module graphs of their own. */
function storage(): AsyncLocalStorage<HostRequest> {
  const holder = globalThis as Holder
  holder[key] ??= new AsyncLocalStorage()
  return holder[key]
}

/** The request as server.ts sees it; undefined under `next dev` and in unit tests, which run without it. */
export function hostRequest(): HostRequest | undefined {
  return storage().getStore()
}

export function runAsHost<T>(request: HostRequest, run: () => T): T {
  return storage().run(request, run)
}
