import { subscribe } from '../../db/notifications.ts'

/** Why the server ends a stream. Sent to the client in a final event `close {reason}`. */
export type StreamEnd = 'shutdown' | 'session_revoked' | 'reconnect'

type OpenStream = {
  userId: string | null
  sessionId: string | null
  apiKeyId: string | null
  openedAt: number
  sendHeartbeat: () => void
  end: (reason: StreamEnd) => void
}

type Registry = { streams: Set<OpenStream>; closing: boolean; heartbeat: NodeJS.Timeout | null; listening: boolean }

const heartbeatMs = 10_000
/** Per user and instance: more than a person has tabs, few enough not to affect others. */
const maxStreamsPerUser = 32
/** After this a client must reconnect and authenticate again, so that no stream outlives an expired session. */
const maxStreamMs = 15 * 60_000
const key = Symbol.for('lexai.open-streams')
type Holder = { [key]?: Registry }

/** On globalThis because server.ts and the bundled routes are separate module graphs. */
function registry(): Registry {
  const holder = globalThis as Holder
  holder[key] ??= { streams: new Set(), closing: false, heartbeat: null, listening: false }
  return holder[key]
}

/** Whether a user has the maximum number of open event streams on this instance. */
export function hasMaxStreams(userId: string): boolean {
  const streams = [...registry().streams]
  return streams.filter((each) => each.userId === userId).length >= maxStreamsPerUser
}

/**
 * Adds a stream. One timer sends heartbeats to all: a comment at least every 15 s keeps proxies from closing an idle stream. A stream
 * beyond the user's maximum, which concurrent requests can reach, is ended immediately.
 */
export function registerStream(stream: OpenStream): void {
  const open = registry()
  if (stream.userId && hasMaxStreams(stream.userId)) queueMicrotask(() => stream.end('reconnect'))
  open.streams.add(stream)
  open.heartbeat ??= setInterval(() => {
    const oldest = Date.now() - maxStreamMs
    for (const each of [...open.streams]) each.openedAt < oldest ? each.end('reconnect') : each.sendHeartbeat()
  }, heartbeatMs).unref()
  subscribeToRevocations()
  if (open.closing) queueMicrotask(() => stream.end('shutdown'))
}

/**
 * Ends streams when their session is revoked on any instance. server.ts calls it before it accepts connections, so that no revocation
 * is missed; without server.ts the first stream does.
 */
export function subscribeToRevocations(): void {
  const open = registry()
  if (open.listening) return
  open.listening = true
  subscribe((message) => {
    if (message.type === 'sessions') endStreamsOf(new Set(message.sessionIds))
    // A revocation may have been missed while the connection was down, so all clients have to authenticate again.
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

/** Ends all streams, and every stream opened later, because the server is stopping. */
export function endAllStreams(): void {
  const open = registry()
  open.closing = true
  for (const stream of [...open.streams]) stream.end('shutdown')
}

/** Whether the server is shutting down. */
export function isStopping(): boolean {
  return registry().closing
}
