import { lockDocument } from '#lib/access/lock-document.ts'
import { recordAudit } from '#lib/audit/commands.ts'
import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import { db, type Tx } from '#lib/core/db/client.ts'
import type { Precondition } from '#lib/core/http/route/precondition.ts'
import type { BlobWriter, StoredBlob } from '#lib/core/storage/driver.ts'
import { contentTag } from '../content-tag.ts'
import { readDocument } from '../queries/get-document.ts'
import type { DocumentBody } from '../schema.ts'
import { deleteUnreferencedBlob } from './blobs.ts'
import { storeVersion } from './store-version.ts'

/** Checks before the file is uploaded: throws what replaceContent would throw at this time. */
export async function requireReplaceable(
  principal: UserPrincipal,
  id: string,
  precondition: Precondition,
): Promise<void> {
  await db.$transaction((tx) => lockCurrent(tx, principal, id, precondition))
}

async function lockCurrent(tx: Tx, principal: UserPrincipal, id: string, precondition: Precondition) {
  const document = await lockDocument(tx, principal, id, 'documents:write')
  const current = await tx.documentVersion.findUniqueOrThrow({ where: { id: document.currentVersionId } })
  precondition.requireTag(contentTag(current.number, current.sha256))
  return { document, current }
}

/**
 * Stores a new version of a document; if the bytes equal those of the current version, nothing changes. `precondition` refers to the
 * ETag of the content. Throws `request.not_found`, `auth.forbidden`, `request.precondition_failed`.
 */
export async function replaceContent(
  principal: UserPrincipal,
  id: string,
  incoming: { blob: BlobWriter; stored: StoredBlob },
  precondition: Precondition,
): Promise<{ document: DocumentBody; revision: number }> {
  const { stored } = incoming
  const write = async (tx: Tx) => {
    const { document, current } = await lockCurrent(tx, principal, id, precondition)
    if (current.sha256 === stored.sha256) return readDocument(tx, principal, id)
    const number = current.number + 1
    const file = { ...incoming, fileName: current.fileName }
    await storeVersion(tx, principal, { documentId: document.id, number, file })
    await tx.document.update({ where: { id }, data: { revision: { increment: 1 } } })
    await recordAudit(tx, principal, {
      action: 'document.version_added',
      target: { type: 'document', id },
      outcome: 'success',
      detail: { version: number, sha256: stored.sha256, bytes: stored.bytes },
    })
    return readDocument(tx, principal, id)
  }
  try {
    return await db.$transaction(write)
  } catch (error) {
    // If this fails too, the nightly purge deletes the orphaned file.
    await deleteUnreferencedBlob(stored.sha256).catch(() => {})
    throw error
  }
}
