import { onlineManager } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'

const firstWaitMilliseconds = 1_000
const longestWaitMilliseconds = 15_000

/** `offline`: the browser has no network; `unreachable`: it has one, and the server does not answer. */
export type Connection = 'online' | 'offline' | 'unreachable'

/** The state of the connection as far as it is known now; for event handlers. */
export function connection(): Connection {
  if (!navigator.onLine) return 'offline'
  return onlineManager.isOnline() ? 'online' : 'unreachable'
}

/** The same for rendering: the component renders again when it changes. */
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

let isChecking = false

/**
 * To be called when a request got no answer. Where the server does not answer at all, queries pause and navigation is refused until it
 * does; queries whose data may be old are then sent again.
 */
export async function checkConnection(): Promise<void> {
  if (isChecking) return
  isChecking = true
  try {
    if (await isReachable()) return
    onlineManager.setOnline(false)
    await untilReachable()
    onlineManager.setOnline(true)
  } finally {
    isChecking = false
  }
}

/** Resolves when the server answers again: asked now and then, and at once when the browser says that it is online. */
export async function untilReachable(): Promise<void> {
  for (let wait = firstWaitMilliseconds; !(await isReachable()); wait = Math.min(wait * 2, longestWaitMilliseconds)) {
    await pause(wait)
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
