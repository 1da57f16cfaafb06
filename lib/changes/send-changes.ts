import { setTimeout as pause } from 'node:timers/promises'
import type { Principal } from '#lib/core/auth/principal.ts'
import { createWaker } from '#lib/core/db/wake.ts'
import type { EventStream } from '#lib/core/http/streams/event-stream.ts'
import { PendingChanges } from './pending-changes.ts'
import { readAccess } from './reader-access.ts'

/** Changes that come within this time are one event. */
const gatherMs = 100

/**
 * Tells a reader what may have changed, as events `changes`, for as long as they listen. The first event names everything: whatever
 * changed before it, or while a client was away, is read again then, so there is nothing to resume.
 */
export async function sendChanges(
  principal: Pick<Principal, 'userId' | 'permissions'>,
  stream: EventStream,
): Promise<void> {
  const { userId, permissions } = principal
  const pending = new PendingChanges(userId)
  const waker = createWaker((message) => pending.add(message), stream.signal)
  let access = await readAccess({ userId, permissions })
  for (;;) {
    const before = access
    if (pending.concernsAccess) access = await readAccess({ userId, permissions })
    const changes = pending.take(before, access)
    if (changes) await stream.send({ event: 'changes', data: changes })
    if (!(await waker.next())) return
    await pause(gatherMs, undefined, { signal: stream.signal }).catch(() => {})
  }
}
