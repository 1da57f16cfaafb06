import { AsyncLocalStorage } from 'node:async_hooks'
import type { Readable } from 'node:stream'
import type { OpenEvents } from './streams/event-stream.ts'

/** State of one request that server.ts and the route share. Next offers no way to pass it through. */
export type RequestContext = {
  readonly requestId: string
  /** The client's address as server.ts determined it. */
  readonly ip: string
  /** The method of the request line. Next sees OPTIONS in place of TRACE, which it cannot route. */
  readonly method: string
  readonly startedAt: number
  /** The request's body, read by IncomingBody only. */
  readonly body: Readable
  /** Sends `100 Continue` where the client expects it. Called when the body is about to be read (RFC 9110, 10.1.1). */
  sendContinue: () => void
  /** Set by the route. Sent in place of Next's response, which would drop Content-Length and extend Vary. */
  directResponse: DirectResponse | null
  /** Set by the route, for the access log. */
  route: string | null
  userId: string | null
}

/**
 * A response that server.ts sends itself. Bodies in memory are passed this way too: converting them to a web stream and back would
 * double the cost of a small read. `body` is null where it is a stream, which goes through Next, or where there is none.
 */
export type DirectResponse = {
  headers: Headers
  body: Uint8Array | null
  /** Server-sent events, written for as long as the client stays connected. */
  events: OpenEvents | null
  /** Length of the body in bytes, streamed or not; null where it is unknown. */
  contentLength: number | null
}

const key = Symbol.for('lexai.host-request')
type Holder = { [key]?: AsyncLocalStorage<RequestContext> }

/** The storage is on globalThis because server.ts and the bundled routes are separate module graphs. */
function storage(): AsyncLocalStorage<RequestContext> {
  const holder = globalThis as Holder
  holder[key] ??= new AsyncLocalStorage()
  return holder[key]
}

/** The current request's context; undefined without server.ts, that is in `next dev` and in unit tests. */
export function requestContext(): RequestContext | undefined {
  return storage().getStore()
}

export function runInRequestContext<T>(context: RequestContext, run: () => T): T {
  return storage().run(context, run)
}
