import type { Tx } from '../db/client.ts'

/** The key of the advisory lock that a backup holds exclusively, and that transactions which delete stored files hold shared. */
export const backupLock = [0x6c657861, 3] as const

/** Acquires the shared lock for this transaction. Returns false while a backup is running: stored files must not be deleted then. */
export async function canDeleteFiles(tx: Tx): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ free: boolean }[]>`
    SELECT pg_try_advisory_xact_lock_shared(${backupLock[0]}::int, ${backupLock[1]}::int) AS free`
  return row?.free ?? false
}
