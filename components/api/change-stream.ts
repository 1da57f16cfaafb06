import { type ChangesBody, changeTopics } from '#lib/changes/schema.ts'
import { checkConnection } from './connection.ts'

/** What a tab is told: what may have changed, or that the server has ended the session. */
export type ChangeMessage = { type: 'changes'; changes: ChangesBody } | { type: 'session-ended' }

type Listener = (message: ChangeMessage) => void

const name = 'lexai-changes'
const retryMs = 3_000
const everything: ChangesBody = { topics: [...changeTopics], documentIds: null }

/**
 * Follows `GET /events` until the returned function is called. All tabs of a browser share one stream, since HTTP/1.1 allows six
 * connections for all of them: the tab that holds the lock keeps the stream open and passes on what comes; when it closes, another
 * takes its place. Where the browser has no locks, outside of a secure context, each tab has a stream of its own.
 */
export function followChanges(listener: Listener): () => void {
  const ending = new AbortController()
  const channel = new BroadcastChannel(name)
  channel.onmessage = ({ data }: MessageEvent<ChangeMessage>) => listener(data)
  const tell = (message: ChangeMessage) => {
    listener(message)
    channel.postMessage(message)
  }
  if (navigator.locks) {
    // A stream that another tab opened said its first event, which names everything, before this page was there.
    void navigator.locks.query().then(({ held = [] }) => {
      const isFollower = held.some((lock) => lock.name === name)
      if (isFollower && !ending.signal.aborted) listener({ type: 'changes', changes: everything })
    })
    const hold = () => keepStreamOpen(tell, ending.signal)
    // Refused only when it is aborted.
    navigator.locks.request(name, { signal: ending.signal }, hold).catch(() => {})
  } else {
    void keepStreamOpen(listener, ending.signal)
  }
  return () => {
    ending.abort()
    channel.close()
  }
}

/** Resolves when `signal` aborts. A lost connection is made anew by the browser, a refused one after a pause. */
function keepStreamOpen(tell: Listener, signal: AbortSignal): Promise<void> {
  let source: EventSource | null = null
  let retry: ReturnType<typeof setTimeout> | undefined
  const open = () => {
    source = new EventSource('/api/v1/events')
    source.addEventListener('changes', (event) => tell({ type: 'changes', changes: JSON.parse(event.data) }))
    source.addEventListener('close', (event) => {
      if (JSON.parse(event.data).reason === 'session_revoked') tell({ type: 'session-ended' })
    })
    source.onerror = () => {
      void checkConnection()
      if (source?.readyState !== EventSource.CLOSED) return
      // The reason may be that the session has ended: reading the account finds out.
      tell({ type: 'changes', changes: { topics: ['account'], documentIds: [] } })
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
