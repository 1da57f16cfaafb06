import { type ChangesBody, changeTopics } from '#lib/changes/schema.ts'
import { checkConnection } from './connection.ts'

/** A message to a tab: what may have changed, or that the server has ended the session. */
export type ChangeMessage = { type: 'changes'; changes: ChangesBody } | { type: 'session-ended' }

type Listener = (message: ChangeMessage) => void

/** The name of the channel and of the lock. */
const channelName = 'lexai-changes'
const retryMs = 3_000
const allChanges: ChangesBody = { topics: [...changeTopics], documentIds: null }

/**
 * Subscribes to `GET /events` until the returned function is called. All tabs of a browser share one stream, since HTTP/1.1 allows six
 * connections per host: the tab that holds the lock keeps the stream open and broadcasts its events; when it closes, another tab takes
 * over. Without the Web Locks API, outside of a secure context, each tab has its own stream.
 */
export function subscribeToChanges(listener: Listener): () => void {
  const stop = new AbortController()
  const channel = new BroadcastChannel(channelName)
  channel.onmessage = ({ data }: MessageEvent<ChangeMessage>) => listener(data)
  const publish = (message: ChangeMessage) => {
    listener(message)
    channel.postMessage(message)
  }
  if (navigator.locks) {
    // If another tab holds the stream, its first event, which names all topics, came before this page subscribed.
    void navigator.locks.query().then(({ held = [] }) => {
      const isFollower = held.some((lock) => lock.name === channelName)
      if (isFollower && !stop.signal.aborted) listener({ type: 'changes', changes: allChanges })
    })
    const hold = () => keepStreamOpen(publish, stop.signal)
    // Rejected only when it is aborted.
    navigator.locks.request(channelName, { signal: stop.signal }, hold).catch(() => {})
  } else {
    void keepStreamOpen(listener, stop.signal)
  }
  return () => {
    stop.abort()
    channel.close()
  }
}

/** Resolves when `signal` aborts. The browser reconnects a lost connection; a refused one is opened again after a delay. */
function keepStreamOpen(publish: Listener, signal: AbortSignal): Promise<void> {
  let source: EventSource | null = null
  let retry: ReturnType<typeof setTimeout> | undefined
  const open = () => {
    source = new EventSource('/api/v1/events')
    source.addEventListener('changes', (event) => publish({ type: 'changes', changes: JSON.parse(event.data) }))
    source.addEventListener('close', (event) => {
      if (JSON.parse(event.data).reason === 'session_revoked') publish({ type: 'session-ended' })
    })
    source.onerror = () => {
      void checkConnection()
      if (source?.readyState !== EventSource.CLOSED) return
      // The session may have ended: refreshing the account detects it.
      publish({ type: 'changes', changes: { topics: ['account'], documentIds: [] } })
      retry = setTimeout(open, retryMs)
    }
  }
  open()
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      clearTimeout(retry)
      source?.close()
      resolve()
    })
  })
}
