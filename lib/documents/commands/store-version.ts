import type { VisibleDocumentId } from '#lib/access/visible-id.ts'
import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import type { Tx } from '#lib/core/db/client.ts'
import { newId } from '#lib/core/db/id.ts'
import { enqueue } from '#lib/core/jobs/enqueue.ts'
import { fairPlace } from '#lib/core/jobs/fair-priority.ts'
import type { BlobWriter, StoredBlob } from '#lib/core/storage/driver.ts'
import { lockBlob } from './lock-blob.ts'

export type IncomingFile = { blob: BlobWriter; stored: StoredBlob; fileName: string }

/** Files above this size are read after smaller ones that wait. */
const largeBytes = 20 * 1024 * 1024
const largePriority = 10

/** Stores the file of a version: row, bytes and the job that reads them, in the caller's transaction. The document's row exists already. */
export async function storeVersion(
  tx: Tx,
  principal: UserPrincipal,
  { documentId, number, file }: { documentId: VisibleDocumentId; number: number; file: IncomingFile },
): Promise<void> {
  const id = newId()
  const { sha256, bytes } = file.stored
  // Held to the end of the transaction: a purge of the same bytes comes before the file is put in place, or finds the new row.
  await lockBlob(tx, sha256)
  await file.blob.commit()
  await tx.blob.createMany({ data: { sha256, bytes }, skipDuplicates: true })
  await tx.documentVersion.create({
    data: { id, documentId, number, sha256, bytes, fileName: file.fileName, createdById: principal.userId },
  })
  await tx.document.update({ where: { id: documentId }, data: { currentVersionId: id } })
  const isLarge = bytes > largeBytes
  const share = isLarge ? `${principal.userId} large` : principal.userId
  const { current, next } = await fairPlace(tx, 'ingest-version', share)
  const priority = isLarge ? Math.max(next, current + largePriority) : next
  await enqueue(tx, 'ingest-version', { versionId: id, share }, { jobKey: `ingest-version:${id}`, priority })
}
