import type { VisibleDocumentId } from '#lib/access/visible-id.ts'
import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import type { Tx } from '#lib/core/db/client.ts'
import { newId } from '#lib/core/db/id.ts'
import type { BlobWriter, StoredBlob } from '#lib/core/storage/driver.ts'
import { enqueueFirstSlice } from '#lib/processing/queue.ts'
import { lockBlob } from './blobs.ts'

export type IncomingFile = { blob: BlobWriter; stored: StoredBlob; fileName: string }

/**
 * Stores a version of a document in the caller's transaction: its row, its file, and the job that processes it. The document's row must
 * exist.
 */
export async function storeVersion(
  tx: Tx,
  principal: UserPrincipal,
  { documentId, number, file }: { documentId: VisibleDocumentId; number: number; file: IncomingFile },
): Promise<void> {
  const id = newId()
  const { sha256, bytes } = file.stored
  // Locked until the transaction ends: a concurrent purge of the same bytes runs before the file is stored, or sees the new row.
  await lockBlob(tx, sha256)
  await file.blob.commit()
  await tx.blob.createMany({ data: { sha256, bytes }, skipDuplicates: true })
  await tx.documentVersion.create({
    data: { id, documentId, number, sha256, bytes, fileName: file.fileName, createdById: principal.userId },
  })
  await tx.document.update({ where: { id: documentId }, data: { currentVersionId: id } })
  await enqueueFirstSlice(tx, { versionId: id, userId: principal.userId, bytes })
}
