import { documentAccess } from '#lib/access/document-access.ts'
import { toVisibleDocumentId } from '#lib/access/visible-id.ts'
import { recordAudit } from '#lib/audit/commands.ts'
import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import { db, type Tx } from '#lib/core/db/client.ts'
import { newId } from '#lib/core/db/id.ts'
import { requireMatter } from '#lib/matters/commands/require-matter.ts'
import { titleOf } from '../file-name.ts'
import { readDocument } from '../queries/get-document.ts'
import type { Upload } from '../receive-upload.ts'
import { type DocumentBody, maxTitleLength } from '../schema.ts'
import { deleteUnreferencedBlob, lockBlob } from './blobs.ts'
import { storeVersion } from './store-version.ts'

type UploadOptions = {
  /** If the user has already created a document with these bytes in the matter, that one is returned and nothing is stored. */
  isOnce?: boolean
}

/**
 * Creates a document from an uploaded file. Rows, file, audit event and processing job are committed together. Throws `request.invalid`
 * at `/matterId` for a matter that the user cannot see, `auth.forbidden` if they have only read access.
 */
export async function uploadDocument(
  principal: UserPrincipal,
  upload: Upload,
  { isOnce = false }: UploadOptions = {},
): Promise<{ document: DocumentBody; revision: number }> {
  const { stored, fileName, fields } = upload
  const id = newId()
  const write = async (tx: Tx) => {
    const matterId = await requireMatter(tx, principal, fields.matterId ?? null, 'documents:write')
    await lockBlob(tx, stored.sha256)
    const known = isOnce ? await findOwn(tx, principal, matterId, stored.sha256) : null
    if (known) return readDocument(tx, principal, known)
    const duplicateOfId = await findSameBytes(tx, principal, stored.sha256)
    const title = (fields.title ?? titleOf(fileName)).slice(0, maxTitleLength).toWellFormed()
    const tags = fields.tags ?? []
    await tx.document.create({ data: { id, matterId, title, tags, duplicateOfId, createdById: principal.userId } })
    await storeVersion(tx, principal, { documentId: toVisibleDocumentId(id, matterId), number: 1, file: upload })
    await recordAudit(tx, principal, {
      action: 'document.uploaded',
      target: { type: 'document', id },
      outcome: 'success',
      detail: { title, fileName, matterId, sha256: stored.sha256, bytes: stored.bytes },
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

/** The user's own document with these bytes in a matter. Called under the blob's lock, so that concurrent uploads find each other. */
async function findOwn(tx: Tx, principal: UserPrincipal, matterId: string, sha256: string): Promise<string | null> {
  const found = await tx.document.findFirst({
    where: { deletedAt: null, matterId, createdById: principal.userId, currentVersion: { sha256 } },
    select: { id: true },
  })
  return found?.id ?? null
}

/**
 * The document that the user may see and whose current version has these bytes; of several the first, which is a duplicate of none.
 * Ids alone do not tell the order: concurrent uploads create their ids before they acquire the lock.
 */
async function findSameBytes(tx: Tx, principal: UserPrincipal, sha256: string): Promise<string | null> {
  const [found] = await tx.$queryRaw<{ id: string }[]>`
    SELECT d.id FROM "Document" d JOIN "DocumentVersion" v ON v.id = d."currentVersionId" AND v.sha256 = ${sha256}
    WHERE ${documentAccess(principal)} ORDER BY d."duplicateOfId" NULLS FIRST, d.id LIMIT 1`
  return found?.id ?? null
}
