import { setTimeout as pause } from 'node:timers/promises'
import type { Principal } from '#lib/core/auth/principal.ts'
import { createNotificationWaiter } from '#lib/core/db/notification-waiter.ts'
import type { Notification } from '#lib/core/db/notifications.ts'
import type { EventStream } from '#lib/core/http/streams/event-stream.ts'
import { findProgress, type Progress } from './queries/find-progress.ts'
import { isSettled } from './schema.ts'

/** The minimum time between two events, so that a document of many pages does not flood the client. */
const minIntervalMs = 100

/** The id of an event encodes its state, so that a reconnecting client does not receive the same state again. */
export function progressEventId({ version, status, pagesDone, pageCount }: Progress): string {
  return `${version}-${status}-${pagesDone}-${pageCount ?? ''}`
}

/**
 * Sends the progress of a document: a `state` event for each change, then `done`, and ends. If processing is already finished, only `done`
 * is sent. Ends at once when the principal may no longer see the document.
 */
export async function sendProgress(principal: Principal, documentId: string, stream: EventStream): Promise<void> {
  const isRelevant = (message: Notification) =>
    message.type === 'matter' || (message.type === 'document' && message.documentId === documentId)
  const notifications = createNotificationWaiter(isRelevant, stream.signal)
  let lastSentId = stream.lastEventId
  for (;;) {
    const progress = await findProgress(principal, documentId)
    if (!progress) return
    const id = progressEventId(progress)
    const isDone = isSettled(progress.status)
    if (isDone || id !== lastSentId) await stream.send({ event: isDone ? 'done' : 'state', data: toBody(progress), id })
    lastSentId = id
    if (isDone || !(await notifications.next())) return
    await pause(minIntervalMs, undefined, { signal: stream.signal }).catch(() => {})
  }
}

function toBody({ status, pagesDone, pageCount }: Progress) {
  return { status, pagesDone, pageCount }
}
