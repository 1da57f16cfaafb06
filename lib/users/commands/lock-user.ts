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
 * Takes the user's row for this transaction alone. Whatever takes access away does this first: sessions are opened under the same
 * lock (lib/sessions/commands/open-session.ts), so that none slips through. And whoever changes a session or a link of the user in the
 * same transaction does so after it: in one order for all, nobody waits for each other. Null where there is none. `id` must be a UUID.
 */
export async function lockUser(tx: Tx, id: string): Promise<LockedUser | null> {
  const [row] = await tx.$queryRaw<LockedUser[]>`
    SELECT id, email, name, phone, role, status, revision FROM "User" WHERE id = ${id}::uuid FOR UPDATE`
  return row ?? null
}

/** Takes every admin's row, in one order for all: so the rule of the last one holds under parallel requests. */
export async function lockAdmins(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT id FROM "User" WHERE role = 'admin' ORDER BY id FOR UPDATE`
}
