import type { Principal } from '../auth/principal.ts'
import { registerStream, type StreamEnd, unregisterStream } from './open-streams.ts'

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
  principal: Pick<Principal, 'sessionId' | 'apiKeyId'> | null
  /** What a failure of the source looks like to the client: a problem (RFC 9457). */
  describe: (error: unknown) => unknown
}

const chunksAhead = 16

/** The body of a `text/event-stream` answer (HTML, 9.2). The first bytes go out at once, so that the client knows it is heard. */
export function openEventStream(source: EventSource, scope: Scope): ReadableStream<Uint8Array> {
  const leaving = new AbortController()
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null
  let roomAgain: PromiseWithResolvers<void> | null = null
  let lastId = scope.lastEventId
  let count = Number(scope.lastEventId) || 0

  const write = (chunk: string) => controller?.enqueue(Buffer.from(chunk))
  const writeEvent = ({ event, data, id }: ServerEvent) => {
    count += 1
    lastId = id ?? String(count)
    write(`${event ? `event: ${oneLine(event)}\n` : ''}id: ${oneLine(lastId)}\ndata: ${JSON.stringify(data)}\n\n`)
  }
  const release = () => {
    controller = null
    unregisterStream(entry)
    leaving.abort()
    roomAgain?.resolve()
  }
  const finish = () => {
    const open = controller
    if (!open) return
    release()
    open.close()
  }
  const entry = {
    sessionId: scope.principal?.sessionId ?? null,
    apiKeyId: scope.principal?.apiKeyId ?? null,
    openedAt: Date.now(),
    beat: () => {
      if ((controller?.desiredSize ?? 0) > 0) write(':\n\n')
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
      if (!controller) return
      writeEvent(event)
      if ((controller.desiredSize ?? 0) > 0) return
      roomAgain ??= Promise.withResolvers()
      await roomAgain.promise
    },
  }
  const begin = async () => {
    try {
      await source(stream)
    } catch (error) {
      if (controller) writeEvent({ event: 'error', data: scope.describe(error) })
    }
    finish()
  }
  return new ReadableStream<Uint8Array>(
    {
      start(opened) {
        controller = opened
        registerStream(entry)
        write('retry: 2000\n\n')
        queueMicrotask(begin)
      },
      pull() {
        roomAgain?.resolve()
        roomAgain = null
      },
      cancel: release,
    },
    { highWaterMark: chunksAhead },
  )
}

function oneLine(value: string): string {
  return value.replace(/[\r\n\0]/g, ' ')
}
