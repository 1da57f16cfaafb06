import { setTimeout as pause } from 'node:timers/promises'
import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import { createNotificationWaiter } from '#lib/core/db/notification-waiter.ts'
import type { EventStream } from '#lib/core/http/streams/event-stream.ts'
import { PendingChanges } from './pending-changes.ts'
import { getReaderAccess } from './reader-access.ts'

/** Changes that come within this time are one event. */
const gatherMs = 100

/**
 * Tells a reader what may have changed, as events `changes`, for as long as they listen. The first event names everything: whatever
 * changed before it, or while a client was away, is read again then, so there is nothing to resume.
 */
export async function sendChanges(principal: UserPrincipal, stream: EventStream): Promise<void> {
  const pending = new PendingChanges(principal.userId)
  const waker = createNotificationWaiter((message) => pending.add(message), stream.signal)
  let access = await getReaderAccess(principal)
  for (;;) {
    const before = access
    if (pending.concernsAccess) access = await getReaderAccess(principal)
    const changes = pending.take(before, access)
    if (changes) await stream.send({ event: 'changes', data: changes })
    if (!(await waker.next())) return
    await pause(gatherMs, undefined, { signal: stream.signal }).catch(() => {})
  }
}
