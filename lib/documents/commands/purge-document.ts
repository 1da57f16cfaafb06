import { documentAccess } from '#lib/access/document-access.ts'
import { lockDocument } from '#lib/access/lock-document.ts'
import { recordAudit } from '#lib/audit/commands.ts'
import type { Caller, Principal } from '#lib/core/auth/principal.ts'
import { db, type Tx } from '#lib/core/db/client.ts'
import { Prisma } from '#lib/core/db/generated/client.ts'
import { isId } from '#lib/core/db/id.ts'
import { AppError, notFound } from '#lib/core/errors.ts'
import type { TrashBody, TrashFilter } from '../schema.ts'
import { deleteUnreferencedBlob } from './blobs.ts'

/**
 * Permanently deletes a document in the trash and its files. Throws `request.not_found` if it is not in the trash or the principal may
 * not restore it.
 */
export async function purgeDocument(principal: Principal, id: string): Promise<void> {
  const files = await db.$transaction(async (tx) => {
    const document = await lockDocument(tx, principal, id, 'documents:delete', { trash: 'included' })
    if (!document.deletedAt) throw notFound()
    return purgeRows(tx, principal, document)
  })
  await deleteUnreferencedBlobs(files)
}

/** Purges the documents that the principal may delete and that were in the trash at `before`, of one matter if given. Returns their number. */
export async function emptyTrash(principal: Principal, filter: TrashFilter & { before: Date }): Promise<number> {
  const found = await db.$queryRaw<
    { id: string }[]
  >`SELECT d.id FROM "Document" d WHERE ${purgeCondition(principal, filter)}`
  let purged = 0
  for (const { id } of found) if (await purgeIfInTrash(principal, id)) purged += 1
  return purged
}

/** The documents that `emptyTrash` would purge. */
export async function describeTrash(principal: Principal, filter: TrashFilter): Promise<TrashBody> {
  const [found] = await db.$queryRaw<{ documents: number; latest: Date | null }[]>`
    SELECT count(*)::int AS documents, max(d."deletedAt") AS latest FROM "Document" d WHERE ${purgeCondition(principal, filter)}`
  return { documents: found?.documents ?? 0, latest: found?.latest?.toISOString() ?? null }
}

/** Deletes a document's rows in the caller's transaction. Returns its files, for `deleteUnreferencedBlobs` after the commit. */
export async function purgeRows(
  tx: Tx,
  by: Caller | Principal,
  { id, title }: { id: string; title: string },
): Promise<ReadonlySet<string>> {
  const versions = await tx.documentVersion.findMany({ where: { documentId: id }, select: { sha256: true } })
  await tx.document.delete({ where: { id } })
  await recordAudit(tx, by, {
    action: 'document.purged',
    target: { type: 'document', id },
    outcome: 'success',
    detail: { title },
  })
  return new Set(versions.map(({ sha256 }) => sha256))
}

/** Deletes those files that no version refers to. Call it after the commit. */
export async function deleteUnreferencedBlobs(files: ReadonlySet<string>): Promise<void> {
  for (const sha256 of files) await deleteUnreferencedBlob(sha256)
}

/** False if the document was restored or purged by a concurrent request. */
async function purgeIfInTrash(principal: Principal, id: string): Promise<boolean> {
  try {
    await purgeDocument(principal, id)
    return true
  } catch (error) {
    if (error instanceof AppError && error.code === 'request.not_found') return false
    throw error
  }
}

function purgeCondition(principal: Principal, { matterId, before }: TrashFilter & { before?: Date }): Prisma.Sql {
  const conditions = [documentAccess(principal, { permission: 'documents:delete', trash: 'only' })]
  if (before) conditions.push(Prisma.sql`d."deletedAt" <= ${before}`)
  if (matterId !== undefined) {
    conditions.push(isId(matterId) ? Prisma.sql`d."matterId" = ${matterId}::uuid` : Prisma.sql`false`)
  }
  return Prisma.join(conditions, ' AND ')
}
