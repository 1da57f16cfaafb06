import { subscribe } from '../../db/notifications.ts'

/** Why the server ends a stream: told to the client in a last event `close {reason}`. */
export type StreamEnd = 'shutdown' | 'session_revoked' | 'reconnect'

type OpenStream = {
  userId: string | null
  sessionId: string | null
  apiKeyId: string | null
  openedAt: number
  beat: () => void
  end: (reason: StreamEnd) => void
}

type Registry = { streams: Set<OpenStream>; closing: boolean; heartbeat: NodeJS.Timeout | null; listening: boolean }

const heartbeatMs = 10_000
/** Of one person on one instance: more than anybody has tabs, few enough that what they ask of the server goes unnoticed by others. */
const maxStreamsPerUser = 32
/** After this a client comes again and is asked anew who it is: so no stream outlives a session that ran out. */
const maxStreamMs = 15 * 60_000
const key = Symbol.for('lexai.open-streams')
type Holder = { [key]?: Registry }

/** One registry for the bundled routes and server.ts, which are module graphs of their own. */
function registry(): Registry {
  const holder = globalThis as Holder
  holder[key] ??= { streams: new Set(), closing: false, heartbeat: null, listening: false }
  return holder[key]
}

/** Whether a person has as many open event streams on this instance as one may have. */
export function hasMostStreams(userId: string): boolean {
  const streams = [...registry().streams]
  return streams.filter((each) => each.userId === userId).length >= maxStreamsPerUser
}

/**
 * One timer beats for all: a comment at least every 15 s keeps proxies from closing a quiet stream. A stream past its person's limit,
 * which several requests at once can pass before any is open, is ended at once.
 */
export function registerStream(stream: OpenStream): void {
  const open = registry()
  if (stream.userId && hasMostStreams(stream.userId)) queueMicrotask(() => stream.end('reconnect'))
  open.streams.add(stream)
  open.heartbeat ??= setInterval(() => {
    const oldest = Date.now() - maxStreamMs
    for (const each of [...open.streams]) each.openedAt < oldest ? each.end('reconnect') : each.beat()
  }, heartbeatMs).unref()
  watchRevocations()
  if (open.closing) queueMicrotask(() => stream.end('shutdown'))
}

/**
 * Ends streams whose session is revoked, on whichever instance. server.ts calls it before it listens, so that nothing is revoked
 * unheard; the first stream does where there is no server.ts.
 */
export function watchRevocations(): void {
  const open = registry()
  if (open.listening) return
  open.listening = true
  subscribe((message) => {
    if (message.type === 'sessions') endStreamsOf(new Set(message.sessionIds))
    // While nobody listened, a revocation may have been missed: let the clients come again and be asked anew.
    if (message.type === 'reconnected') for (const each of [...open.streams]) each.end('reconnect')
  })
}

export function unregisterStream(stream: OpenStream): void {
  const open = registry()
  open.streams.delete(stream)
  if (open.streams.size > 0 || !open.heartbeat) return
  clearInterval(open.heartbeat)
  open.heartbeat = null
}

/** Ends the streams that were opened with these sessions or API keys. */
export function endStreamsOf(ids: ReadonlySet<string>): void {
  for (const stream of [...registry().streams]) {
    if (ids.has(stream.sessionId ?? '') || ids.has(stream.apiKeyId ?? '')) stream.end('session_revoked')
  }
}

/** Ends every stream with a last event, now and from now on: the server stops. */
export function endAllStreams(): void {
  const open = registry()
  open.closing = true
  for (const stream of [...open.streams]) stream.end('shutdown')
}

/** Whether the server has begun to stop. */
export function isStopping(): boolean {
  return registry().closing
}
