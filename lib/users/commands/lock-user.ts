import type { Tx } from '#lib/core/db/client.ts'

export type LockedUser = {
  id: string
  email: string
  name: string
  phone: string | null
  role: string
  status: string
  revision: number
}

/**
 * Locks the user's row until the transaction ends (FOR UPDATE); null if there is none. `id` must be a UUID. Commands that revoke access
 * lock the row first, because sessions are created under a lock of the same row, so that no concurrent sign-in is missed. Sessions and
 * links are changed only after this lock: the consistent lock order prevents deadlocks.
 */
export async function lockUser(tx: Tx, id: string): Promise<LockedUser | null> {
  const [row] = await tx.$queryRaw<LockedUser[]>`
    SELECT id, email, name, phone, role, status, revision FROM "User" WHERE id = ${id}::uuid FOR UPDATE`
  return row ?? null
}

/** Locks the rows of all administrators, so that concurrent requests cannot remove the last one. Ordered by id to prevent deadlocks. */
export async function lockAdmins(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT id FROM "User" WHERE role = 'admin' ORDER BY id FOR UPDATE`
}
