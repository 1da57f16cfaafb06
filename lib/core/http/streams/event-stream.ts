import type { Account } from '../../auth/principal.ts'
import { registerStream, type StreamEnd, unregisterStream } from './stream-registry.ts'

/** One server-sent event. `data` is sent as JSON. Without an `id`, events are numbered from the client's Last-Event-ID. */
export type ServerEvent = { event?: string; data: unknown; id?: string }

export type EventStream = {
  /** Resolves when the client can receive more (backpressure). Does nothing after the stream has ended. */
  send: (event: ServerEvent) => Promise<void>
  /** The id of the last event that the client received before it reconnected. */
  readonly lastEventId: string | null
  /** Aborts when the client disconnects, the session is revoked, or the server stops. */
  readonly signal: AbortSignal
}

export type EventSource = (stream: EventStream) => Promise<void>

type Scope = {
  lastEventId: string | null
  /** Whose revocation ends the stream. */
  account: Account | null
  /** Converts an error of the source to a problem document (RFC 9457) for the client. */
  toProblem: (error: unknown) => unknown
}

/** Where the events are written: to the response under server.ts, else to a web stream. */
export type EventSink = {
  write: (text: string) => void
  /** False while the client's buffer is full. */
  hasRoom: () => boolean
  end: () => void
}

/** Called by the owner of the sink when it has room again, and when the client has disconnected. */
export type EventFlow = { resume: () => void; disconnect: () => void }

export type OpenEvents = (sink: EventSink) => EventFlow

/** Starts a `text/event-stream` body (HTML, 9.2). The first bytes are sent immediately, so that the client sees the connection open. */
export function openEventStream(source: EventSource, scope: Scope, sink: EventSink): EventFlow {
  const disconnected = new AbortController()
  let isOpen = true
  let drained: PromiseWithResolvers<void> | null = null
  let lastId = scope.lastEventId
  let count = Number(scope.lastEventId) || 0

  const writeEvent = ({ event, data, id }: ServerEvent) => {
    count += 1
    lastId = id ?? String(count)
    sink.write(`${event ? `event: ${oneLine(event)}\n` : ''}id: ${oneLine(lastId)}\ndata: ${JSON.stringify(data)}\n\n`)
  }
  const resume = () => {
    drained?.resolve()
    drained = null
  }
  const disconnect = () => {
    if (!isOpen) return
    isOpen = false
    unregisterStream(entry)
    disconnected.abort()
    resume()
  }
  const finish = () => {
    if (!isOpen) return
    disconnect()
    sink.end()
  }
  const entry = {
    userId: scope.account?.userId ?? null,
    sessionId: scope.account?.sessionId ?? null,
    apiKeyId: scope.account?.apiKeyId ?? null,
    openedAt: Date.now(),
    sendHeartbeat: () => {
      if (sink.hasRoom()) sink.write(':\n\n')
    },
    end: (reason: StreamEnd) => {
      // The id does not change, so that a reconnecting client continues after the last real event.
      writeEvent({ event: 'close', data: { reason }, id: lastId ?? '0' })
      finish()
    },
  }
  const stream: EventStream = {
    lastEventId: scope.lastEventId,
    signal: disconnected.signal,
    async send(event) {
      if (!isOpen) return
      writeEvent(event)
      if (sink.hasRoom()) return
      drained ??= Promise.withResolvers()
      await drained.promise
    },
  }
  const run = async () => {
    try {
      await source(stream)
    } catch (error) {
      if (isOpen) writeEvent({ event: 'error', data: scope.toProblem(error) })
    }
    finish()
  }
  registerStream(entry)
  sink.write('retry: 2000\n\n')
  queueMicrotask(run)
  return { resume, disconnect }
}

const bufferedChunks = 16

/** The events as a web stream, for `next dev` and HEAD. */
export function toEventBody(open: OpenEvents): ReadableStream<Uint8Array> {
  let flow: EventFlow | null = null
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        flow = open({
          write: (text) => controller.enqueue(Buffer.from(text)),
          hasRoom: () => (controller.desiredSize ?? 0) > 0,
          end: () => controller.close(),
        })
      },
      pull: () => flow?.resume(),
      cancel: () => flow?.disconnect(),
    },
    { highWaterMark: bufferedChunks },
  )
}

function oneLine(value: string): string {
  return value.replace(/[\r\n\0]/g, ' ')
}
