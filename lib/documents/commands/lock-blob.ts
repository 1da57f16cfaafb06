import { canDeleteFiles } from '#lib/core/backup/backup-lock.ts'
import { db, type Tx } from '#lib/core/db/client.ts'
import { storage } from '#lib/core/storage/storage.ts'

/** Holds everything that concerns these bytes until the transaction ends: storing them, and removing them. */
export async function lockBlob(tx: Tx, sha256: string): Promise<void> {
  const key = BigInt.asIntN(64, BigInt(`0x${sha256.slice(0, 16)}`))
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${key}::bigint)`
}

/**
 * Removes a stored file, and all derived from it, if no version refers to it: after a purge, and after a transaction that failed
 * when the file was already in place. Row and file go under one lock, so an upload of the same bytes comes wholly before or after. While
 * a backup runs nothing is removed; the nightly job comes back to it.
 */
export async function releaseBlob(sha256: string): Promise<boolean> {
  return db.$transaction(async (tx) => {
    if (!(await canDeleteFiles(tx))) return false
    await lockBlob(tx, sha256)
    await tx.$executeRaw`
      DELETE FROM "Blob" b WHERE b.sha256 = ${sha256}
      AND NOT EXISTS (SELECT 1 FROM "DocumentVersion" v WHERE v.sha256 = b.sha256)`
    if ((await tx.blob.count({ where: { sha256 } })) > 0) return false
    await storage.delete(sha256)
    return true
  })
}
