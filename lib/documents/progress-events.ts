import { setTimeout as pause } from 'node:timers/promises'
import type { Principal } from '#lib/core/auth/principal.ts'
import { createNotificationWaiter } from '#lib/core/db/notification-waiter.ts'
import type { Notification } from '#lib/core/db/notifications.ts'
import type { EventStream } from '#lib/core/http/streams/event-stream.ts'
import { findProgress, type Progress } from './queries/find-progress.ts'
import { isSettled } from './schema.ts'

/** A document of many pages says more than anyone reads: between two events pass at least so many milliseconds. */
const restMs = 100

/** An event's id names the state that it tells, so that a reconnecting client is not told again what it knows. */
export function progressEventId({ version, status, pagesDone, pageCount }: Progress): string {
  return `${version}-${status}-${pagesDone}-${pageCount ?? ''}`
}

/**
 * Tells how far the reading of one document is: `state` with each change, then `done`, and the end. What is settled when the client
 * comes is told by `done` alone. Ends at once when the reader may no longer see the document.
 */
export async function sendProgress(principal: Principal, documentId: string, stream: EventStream): Promise<void> {
  const concerns = (message: Notification) =>
    message.type === 'matter' || (message.type === 'document' && message.documentId === documentId)
  const waker = createNotificationWaiter(concerns, stream.signal)
  let told = stream.lastEventId
  for (;;) {
    const progress = await findProgress(principal, documentId)
    if (!progress) return
    const id = progressEventId(progress)
    const isDone = isSettled(progress.status)
    if (isDone || id !== told) await stream.send({ event: isDone ? 'done' : 'state', data: toBody(progress), id })
    told = id
    if (isDone || !(await waker.next())) return
    await pause(restMs, undefined, { signal: stream.signal }).catch(() => {})
  }
}

function toBody({ status, pagesDone, pageCount }: Progress) {
  return { status, pagesDone, pageCount }
}
