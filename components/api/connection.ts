import { onlineManager } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'

const minDelayMs = 1_000
const maxDelayMs = 15_000

/** `offline`: the browser has no network. `unreachable`: the browser has one, but the server does not respond. */
export type Connection = 'online' | 'offline' | 'unreachable'

/** The last known state of the connection, for event handlers. */
export function connection(): Connection {
  if (!navigator.onLine) return 'offline'
  return onlineManager.isOnline() ? 'online' : 'unreachable'
}

/** The state of the connection, for rendering. */
export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, connection, () => 'online')
}

function subscribe(onChange: () => void): () => void {
  const unsubscribe = onlineManager.subscribe(onChange)
  window.addEventListener('online', onChange)
  window.addEventListener('offline', onChange)
  return () => {
    unsubscribe()
    window.removeEventListener('online', onChange)
    window.removeEventListener('offline', onChange)
  }
}

let pendingCheck: Promise<void> | null = null

/**
 * Checks the connection after a request got no response; concurrent calls share one check. While the server cannot be reached, queries
 * pause and navigation is refused; afterwards stale queries are sent again.
 */
export function checkConnection(): Promise<void> {
  pendingCheck ??= waitWhileUnreachable().finally(() => {
    pendingCheck = null
  })
  return pendingCheck
}

async function waitWhileUnreachable(): Promise<void> {
  if (await isReachable()) return
  onlineManager.setOnline(false)
  await untilReachable()
  onlineManager.setOnline(true)
}

/** Resolves when the server responds. Retries with exponential backoff, and at once when the browser goes online. */
export async function untilReachable(): Promise<void> {
  for (let delay = minDelayMs; !(await isReachable()); delay = Math.min(delay * 2, maxDelayMs)) {
    await pause(delay)
  }
}

async function isReachable(): Promise<boolean> {
  if (!navigator.onLine) return false
  return fetch('/api/v1/health', { method: 'HEAD', cache: 'no-store' }).then(
    () => true,
    () => false,
  )
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, milliseconds)
    window.addEventListener('online', end)
    function end() {
      clearTimeout(timer)
      window.removeEventListener('online', end)
      resolve()
    }
  })
}
