import { setTimeout as pause } from 'node:timers/promises'
import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import { createNotificationWaiter } from '#lib/core/db/notification-waiter.ts'
import type { EventStream } from '#lib/core/http/streams/event-stream.ts'
import { PendingChanges } from './pending-changes.ts'
import { getReaderAccess } from './reader-access.ts'

/** Changes within this time are sent as one event. */
const batchWindowMs = 100

/**
 * Sends `changes` events to a reader until the stream ends. The first event contains all topics, so that clients read everything again
 * after each connection and need not resume.
 */
export async function sendChanges(principal: UserPrincipal, stream: EventStream): Promise<void> {
  const pending = new PendingChanges(principal.userId)
  const waiter = createNotificationWaiter((message) => pending.add(message), stream.signal)
  let access = await getReaderAccess(principal)
  for (;;) {
    const before = access
    if (pending.mayAffectAccess) access = await getReaderAccess(principal)
    const changes = pending.drain(before, access)
    if (changes) await stream.send({ event: 'changes', data: changes })
    if (!(await waiter.next())) return
    await pause(batchWindowMs, undefined, { signal: stream.signal }).catch(() => {})
  }
}
