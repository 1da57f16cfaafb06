import { type Notification, subscribe } from './notifications.ts'

/** Waits for notifications that matter to one reader. Those that come while it is busy are one. */
export type NotificationWaiter = {
  /** Resolves to true when something has come since the last call, to false when `signal` has aborted. */
  next: () => Promise<boolean>
}

/**
 * Wakes at each notification for which `concerns` is true, and when the connection to the database comes up, for then
 * something may have been missed. Make it before reading the state that it is about. Ends with `signal`.
 */
export function createNotificationWaiter(
  concerns: (message: Notification) => boolean,
  signal: AbortSignal,
): NotificationWaiter {
  let isDue = false
  let wake: ((isAwake: boolean) => void) | null = null
  const tell = () => {
    isDue = true
    wake?.(!signal.aborted)
  }
  const unsubscribe = subscribe((message) => {
    if (concerns(message) || message.type === 'reconnected') tell()
  })
  const stop = () => {
    unsubscribe()
    tell()
  }
  if (signal.aborted) stop()
  else signal.addEventListener('abort', stop, { once: true })

  return {
    async next() {
      if (!isDue && !signal.aborted) {
        const { promise, resolve } = Promise.withResolvers<boolean>()
        wake = resolve
        await promise
        wake = null
      }
      isDue = false
      return !signal.aborted
    },
  }
}
