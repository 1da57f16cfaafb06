import { type Notification, subscribe } from './notifications.ts'

/** Waits for the notifications that are relevant to one consumer. Those that arrive while it is busy are coalesced. */
export type NotificationWaiter = {
  /** Resolves to true if a notification has arrived since the last call, and to false once `signal` is aborted. */
  next: () => Promise<boolean>
}

/**
 * Creates a waiter for the notifications for which `isRelevant` returns true. Reconnecting to the database counts as one, because
 * notifications may have been lost. Create it before reading the state that it refers to. It unsubscribes when `signal` is aborted.
 */
export function createNotificationWaiter(
  isRelevant: (message: Notification) => boolean,
  signal: AbortSignal,
): NotificationWaiter {
  let isPending = false
  let resolveNext: ((hasNotification: boolean) => void) | null = null
  const wake = () => {
    isPending = true
    resolveNext?.(!signal.aborted)
  }
  const unsubscribe = subscribe((message) => {
    if (isRelevant(message) || message.type === 'reconnected') wake()
  })
  const stop = () => {
    unsubscribe()
    wake()
  }
  if (signal.aborted) stop()
  else signal.addEventListener('abort', stop, { once: true })

  return {
    async next() {
      if (!isPending && !signal.aborted) {
        const { promise, resolve } = Promise.withResolvers<boolean>()
        resolveNext = resolve
        await promise
        resolveNext = null
      }
      isPending = false
      return !signal.aborted
    },
  }
}
