import type { Tx } from '../db/client.ts'

/** Two numbers that nobody else locks in this database. A backup holds the lock alone; whoever removes stored files shares it. */
export const backupLock = [0x6c657861, 3] as const

/** Whether stored files may be removed in this transaction: not while a backup copies them. */
export async function canDeleteFiles(tx: Tx): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ free: boolean }[]>`
    SELECT pg_try_advisory_xact_lock_shared(${backupLock[0]}::int, ${backupLock[1]}::int) AS free`
  return row?.free ?? false
}
