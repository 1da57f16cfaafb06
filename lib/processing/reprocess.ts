import { lockDocument } from '#lib/access/lock-document.ts'
import { recordAudit } from '#lib/audit/commands.ts'
import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import { db, type Tx } from '#lib/core/db/client.ts'
import { isId } from '#lib/core/db/id.ts'
import { notify } from '#lib/core/db/notifications.ts'
import { notFound } from '#lib/core/errors.ts'
import { enqueueFirstSlice, enqueueInBackground } from './queue.ts'
import { processingSteps } from './steps.ts'
import { withVersion } from './version-state.ts'

/**
 * Processes a document's current version again, from its first page. The pages of the earlier generation stay, to be found and linked to,
 * until those of the new one replace them one by one. A version that is being processed is left alone. Throws `request.not_found`,
 * `auth.forbidden`.
 */
export async function reprocessDocument(principal: UserPrincipal, documentId: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const document = await lockDocument(tx, principal, documentId, 'documents:write')
    if (await startGeneration(tx, document.currentVersionId, principal.userId))
      await recordReprocessing(tx, principal, documentId)
  })
}

/** The same for administrators: any version of any document. Throws `request.not_found`. */
export async function reprocessVersion(principal: UserPrincipal, versionId: string): Promise<void> {
  if (!isId(versionId)) throw notFound()
  const found = await withVersion(versionId, async (tx, { documentId }) => {
    if (await startGeneration(tx, versionId, principal.userId)) await recordReprocessing(tx, principal, documentId)
    return true
  })
  if (!found) throw notFound()
}

/**
 * The same for every version, oldest first, behind everything else in the queue. With the name of a step, only that step is run again, on
 * the pages as they are. Gives the number of versions queued; those that are being processed are left alone. Throws an Error for a step
 * that does not exist.
 */
export async function reprocessAll(step?: string): Promise<number> {
  if (step !== undefined && !processingSteps.some(({ name }) => name === step)) {
    throw new Error(`There is no step "${step}"; the steps are ${processingSteps.map(({ name }) => name).join(', ')}.`)
  }
  const settled = { status: { in: step === undefined ? ['ready', 'failed'] : ['ready'] } }
  const versions = await db.documentVersion.findMany({ where: settled, select: { id: true }, orderBy: { id: 'asc' } })
  let queued = 0
  for (const { id } of versions) {
    const isQueued =
      step === undefined ? await withVersion(id, (tx) => startGeneration(tx, id, null)) : await repeatStep(id, step)
    if (isQueued) queued += 1
  }
  return queued
}

/** Marks a step as pending on every page of a ready version and queues it; it stays ready meanwhile. Says whether it was queued. */
export async function repeatStep(versionId: string, step: string): Promise<boolean> {
  const isQueued = await withVersion(versionId, async (tx, { status }) => {
    if (status !== 'ready') return false
    await tx.$executeRaw`
      UPDATE "Page" SET steps = jsonb_set(steps, ARRAY[${step}::text, 'state'], '"pending"')
      WHERE "versionId" = ${versionId}::uuid AND steps ? ${step}`
    await enqueueInBackground(tx, versionId)
    return true
  })
  return isQueued ?? false
}

/** Queues a settled version for a new generation, in the share of the user who requested it or in the background; says whether it did. */
async function startGeneration(tx: Tx, versionId: string, userId: string | null): Promise<boolean> {
  const [version] = await tx.$queryRaw<{ documentId: string; matterId: string; bytes: number }[]>`
    UPDATE "DocumentVersion" SET status = 'queued', generation = generation + 1, "pageCount" = NULL, "pagesDone" = 0, "pagesText" = 0,
      "pagesOcr" = 0, "pagesUnreadable" = 0, "failureCode" = NULL, "failureDetail" = NULL, "settledAt" = NULL, "updatedAt" = now()
    WHERE id = ${versionId}::uuid AND status IN ('ready', 'failed')
    RETURNING "documentId", bytes::float8 AS bytes,
      (SELECT d."matterId" FROM "Document" d WHERE d.id = "documentId") AS "matterId"`
  if (!version) return false
  const { documentId, matterId, bytes } = version
  if (userId) await enqueueFirstSlice(tx, { versionId, userId, bytes })
  else await enqueueInBackground(tx, versionId)
  await notify(tx, { type: 'document', documentId, matterIds: [matterId] })
  return true
}

async function recordReprocessing(tx: Tx, principal: UserPrincipal, documentId: string): Promise<void> {
  const target = { type: 'document', id: documentId } as const
  await recordAudit(tx, principal, { action: 'document.read_again', target, outcome: 'success' })
}
