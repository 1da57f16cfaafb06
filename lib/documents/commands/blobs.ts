import { canDeleteFiles } from '#lib/core/backup/backup-lock.ts'
import { db, type Tx } from '#lib/core/db/client.ts'
import { storage } from '#lib/core/storage/storage.ts'

/** Serialises storing and deleting a blob: takes an advisory lock on its digest until the transaction ends. */
export async function lockBlob(tx: Tx, sha256: string): Promise<void> {
  const key = BigInt.asIntN(64, BigInt(`0x${sha256.slice(0, 16)}`))
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${key}::bigint)`
}

/**
 * Deletes a blob's row, its file and its derived files if no document version refers to it: after a purge, and after a failed transaction
 * that had already stored the file. Runs under the blob's lock, so that it cannot interleave with an upload of the same bytes. During a
 * backup nothing is deleted; the nightly job deletes it later. Returns whether the blob was deleted.
 */
export async function deleteUnreferencedBlob(sha256: string): Promise<boolean> {
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
