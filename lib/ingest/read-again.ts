import { lockDocument } from '#lib/access/lock-document.ts'
import { recordAudit } from '#lib/audit/commands.ts'
import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import { db, type Tx } from '#lib/core/db/client.ts'
import { isId } from '#lib/core/db/id.ts'
import { notify } from '#lib/core/db/notifications.ts'
import { notFound } from '#lib/core/errors.ts'
import { enqueue } from '#lib/core/jobs/enqueue.ts'
import { backgroundPriority, fairPlace } from '#lib/core/jobs/fair-priority.ts'
import { withVersion } from './version-state.ts'

/**
 * Has a document's current version read once more, from its first page. What was read of it before stays where it is, to be found and
 * linked to, until the new reading replaces it page by page. One that is being read is left to it. Throws `request.not_found`,
 * `auth.forbidden`.
 */
export async function readDocumentAgain(principal: UserPrincipal, documentId: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const document = await lockDocument(tx, principal, documentId, 'documents:write')
    if (await queueAgain(tx, document.currentVersionId, principal.userId))
      await recordReadAgain(tx, principal, documentId)
  })
}

/** The same for whoever runs the server: any version of anybody's. Throws `request.not_found`. */
export async function readVersionAgain(principal: UserPrincipal, versionId: string): Promise<void> {
  if (!isId(versionId)) throw notFound()
  const found = await withVersion(versionId, async (tx, { documentId }) => {
    if (await queueAgain(tx, versionId, principal.userId)) await recordReadAgain(tx, principal, documentId)
    return true
  })
  if (!found) throw notFound()
}

/**
 * The same for all that there is, oldest first, behind everything else that waits: after a change of how words are read or indexed.
 * Gives the number of versions. Run twice it changes nothing that still waits.
 */
export async function readAllAgain(): Promise<number> {
  const settled = { status: { in: ['ready', 'failed'] } }
  const versions = await db.documentVersion.findMany({ where: settled, select: { id: true }, orderBy: { id: 'asc' } })
  let queued = 0
  for (const { id } of versions) {
    const isQueued = await withVersion(id, (tx) => queueAgain(tx, id, null))
    if (isQueued) queued += 1
  }
  return queued
}

/** Says whether it was settled, and so is queued now: in the share of a person who asked for it, or behind everything else. */
async function queueAgain(tx: Tx, versionId: string, share: string | null): Promise<boolean> {
  const [version] = await tx.$queryRaw<{ documentId: string; matterId: string }[]>`
    UPDATE "DocumentVersion" SET status = 'queued', reading = reading + 1, "pageCount" = NULL, "pagesDone" = 0, "pagesText" = 0,
      "pagesOcr" = 0, "pagesUnreadable" = 0, "failureCode" = NULL, "failureDetail" = NULL, "settledAt" = NULL, "updatedAt" = now()
    WHERE id = ${versionId}::uuid AND status IN ('ready', 'failed')
    RETURNING "documentId", (SELECT d."matterId" FROM "Document" d WHERE d.id = "documentId") AS "matterId"`
  if (!version) return false
  const priority = share ? (await fairPlace(tx, 'ingest-version', share)).next : backgroundPriority
  const payload = share ? { versionId, share } : { versionId, isBackground: true }
  await enqueue(tx, 'ingest-version', payload, { jobKey: `ingest-version:${versionId}`, priority })
  await notify(tx, { type: 'document', documentId: version.documentId, matterIds: [version.matterId] })
  return true
}

async function recordReadAgain(tx: Tx, principal: UserPrincipal, documentId: string): Promise<void> {
  const target = { type: 'document', id: documentId } as const
  await recordAudit(tx, principal, { action: 'document.read_again', target, outcome: 'success' })
}
