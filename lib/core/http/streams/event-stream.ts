import type { Principal } from '../../auth/principal.ts'
import { registerStream, type StreamEnd, unregisterStream } from './stream-registry.ts'

/** One event. Without `id` they are counted on from the client's Last-Event-ID. `data` is sent as JSON. */
export type ServerEvent = { event?: string; data: unknown; id?: string }

export type EventStream = {
  /** Resolves when the client keeps up again; after the end it does nothing. */
  send: (event: ServerEvent) => Promise<void>
  /** The last event that this client has seen, in a reconnect. */
  readonly lastEventId: string | null
  /** Aborts when the client leaves, the session is revoked, or the server stops. */
  readonly signal: AbortSignal
}

export type EventSource = (stream: EventStream) => Promise<void>

type Scope = {
  lastEventId: string | null
  principal: Pick<Principal, 'userId' | 'sessionId' | 'apiKeyId'> | null
  /** What a failure of the source looks like to the client: a problem (RFC 9457). */
  describe: (error: unknown) => unknown
}

/** Where the events go: under server.ts straight into the answer, else into a web stream. */
export type EventSink = {
  write: (text: string) => void
  /** Whether the client keeps up. */
  hasRoom: () => boolean
  end: () => void
}

/** What the sink's owner tells: that the client keeps up again, and that it has left. */
export type EventFlow = { resume: () => void; leave: () => void }

export type OpenEvents = (sink: EventSink) => EventFlow

/** Begins a `text/event-stream` body (HTML, 9.2). The first bytes go out at once, so that the client knows it is heard. */
export function openEventStream(source: EventSource, scope: Scope, sink: EventSink): EventFlow {
  const leaving = new AbortController()
  let isOpen = true
  let roomAgain: PromiseWithResolvers<void> | null = null
  let lastId = scope.lastEventId
  let count = Number(scope.lastEventId) || 0

  const writeEvent = ({ event, data, id }: ServerEvent) => {
    count += 1
    lastId = id ?? String(count)
    sink.write(`${event ? `event: ${oneLine(event)}\n` : ''}id: ${oneLine(lastId)}\ndata: ${JSON.stringify(data)}\n\n`)
  }
  const resume = () => {
    roomAgain?.resolve()
    roomAgain = null
  }
  const leave = () => {
    if (!isOpen) return
    isOpen = false
    unregisterStream(entry)
    leaving.abort()
    resume()
  }
  const finish = () => {
    if (!isOpen) return
    leave()
    sink.end()
  }
  const entry = {
    userId: scope.principal?.userId ?? null,
    sessionId: scope.principal?.sessionId ?? null,
    apiKeyId: scope.principal?.apiKeyId ?? null,
    openedAt: Date.now(),
    beat: () => {
      if (sink.hasRoom()) sink.write(':\n\n')
    },
    end: (reason: StreamEnd) => {
      // The id stays the last one, so that a reconnect goes on from there.
      writeEvent({ event: 'close', data: { reason }, id: lastId ?? '0' })
      finish()
    },
  }
  const stream: EventStream = {
    lastEventId: scope.lastEventId,
    signal: leaving.signal,
    async send(event) {
      if (!isOpen) return
      writeEvent(event)
      if (sink.hasRoom()) return
      roomAgain ??= Promise.withResolvers()
      await roomAgain.promise
    },
  }
  const begin = async () => {
    try {
      await source(stream)
    } catch (error) {
      if (isOpen) writeEvent({ event: 'error', data: scope.describe(error) })
    }
    finish()
  }
  registerStream(entry)
  sink.write('retry: 2000\n\n')
  queueMicrotask(begin)
  return { resume, leave }
}

const chunksAhead = 16

/** The events as a web stream, for Next's own server. */
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
      cancel: () => flow?.leave(),
    },
    { highWaterMark: chunksAhead },
  )
}

function oneLine(value: string): string {
  return value.replace(/[\r\n\0]/g, ' ')
}
