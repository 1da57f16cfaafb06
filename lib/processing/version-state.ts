import { db, type Tx } from '#lib/core/db/client.ts'
import { notify } from '#lib/core/db/notifications.ts'
import type { ErrorCode } from '#lib/core/errors.ts'
import { log } from '#lib/core/log.ts'
import { errorCatalogue } from '#lib/errors.ts'

export type VersionState = {
  id: string
  documentId: string
  matterId: string
  sha256: string
  bytes: number
  createdById: string
  status: string
  pageCount: number | null
  pagesDone: number
  /** Counts how often processing was begun from the first page. */
  generation: number
}

/** In milliseconds: a transaction may wait for a busy machine, but not without limit. */
const transactionLimits = { maxWait: 20_000, timeout: 60_000 }

/**
 * Runs `change` in a transaction that locks the version's row and holds its document in its matter. Null where the version is gone.
 */
export async function withVersion<T>(
  versionId: string,
  change: (tx: Tx, version: VersionState) => Promise<T>,
): Promise<T | null> {
  return db.$transaction(async (tx) => {
    // The document's row is locked before its version's, as everywhere, to prevent deadlocks.
    await tx.$queryRaw`
      SELECT id FROM "Document" WHERE id = (SELECT "documentId" FROM "DocumentVersion" WHERE id = ${versionId}::uuid) FOR SHARE`
    const [version] = await tx.$queryRaw<VersionState[]>`
      SELECT v.id, v."documentId", d."matterId", v.sha256, v.bytes::float8 AS bytes, v."createdById", v.status, v."pageCount", v."pagesDone", v.generation
      FROM "DocumentVersion" v JOIN "Document" d ON d.id = v."documentId"
      WHERE v.id = ${versionId}::uuid FOR NO KEY UPDATE OF v`
    return version ? change(tx, version) : null
  }, transactionLimits)
}

/** The file was opened. `pdfTitle` is the title in its metadata; null where an earlier slice stored it. */
export async function markProcessing(versionId: string, pageCount: number, pdfTitle: string | null): Promise<void> {
  await withVersion(versionId, async (tx, version) => {
    if (version.status !== 'queued' && version.status !== 'processing') return
    await tx.$executeRaw`
      UPDATE "DocumentVersion" SET status = 'processing', "pageCount" = ${pageCount}, "pdfTitle" = coalesce(${pdfTitle}, "pdfTitle"),
        "updatedAt" = now()
      WHERE id = ${versionId}::uuid`
    await notifyDocument(tx, version)
  })
}

/** Makes the version ready if every page of this generation is there, and says whether it is. Pages beyond them are deleted. */
export async function markReady(versionId: string): Promise<boolean> {
  const isReady = await withVersion(versionId, async (tx, version) => {
    if (version.status !== 'processing') return true
    const { pageCount } = version
    if (pageCount === null || version.pagesDone < pageCount) return false
    await tx.$executeRaw`DELETE FROM "Passage" WHERE "versionId" = ${versionId}::uuid AND page > ${pageCount}`
    await tx.$executeRaw`DELETE FROM "Page" WHERE "versionId" = ${versionId}::uuid AND number > ${pageCount}`
    await tx.$executeRaw`
      UPDATE "DocumentVersion" SET status = 'ready', "settledAt" = now(), "updatedAt" = now()
      WHERE id = ${versionId}::uuid`
    await notifyDocument(tx, version)
    return true
  })
  return isReady ?? true
}

/**
 * Makes the version failed, with a code and a sentence that says what to do. Its pages and passages are deleted, so that no search finds
 * half a document; the file stays. Where an earlier generation is complete, that one is kept instead and the version is ready again.
 */
export async function markFailed(versionId: string, code: ErrorCode, detail: string | null): Promise<void> {
  const { title, help } = errorCatalogue[code]
  await withVersion(versionId, async (tx, version) => {
    if (version.status === 'ready' || version.status === 'failed') return
    if (await restoreEarlierGeneration(tx, version)) {
      log.warn({ versionId, code }, 'reprocessing failed; the pages of the earlier generation are kept')
      return
    }
    await tx.$executeRaw`DELETE FROM "Passage" WHERE "versionId" = ${versionId}::uuid`
    await tx.$executeRaw`DELETE FROM "Page" WHERE "versionId" = ${versionId}::uuid`
    await tx.$executeRaw`
      UPDATE "DocumentVersion" SET status = 'failed', "failureCode" = ${code},
        "failureDetail" = ${`${detail ?? `${title}.`} ${help}`}, "pagesDone" = 0, "pagesText" = 0, "pagesOcr" = 0,
        "pagesUnreadable" = 0, "settledAt" = now(), "updatedAt" = now()
      WHERE id = ${versionId}::uuid`
    await notifyDocument(tx, version)
  })
}

/** Pages of an earlier generation are complete: only settled versions are reprocessed, and pages are replaced one by one. */
async function restoreEarlierGeneration(tx: Tx, version: VersionState): Promise<boolean> {
  const { id, generation } = version
  const restored = await tx.$executeRaw`
    UPDATE "DocumentVersion" SET status = 'ready', "pageCount" = kept.pages, "pagesDone" = kept.pages, "pagesText" = kept.text,
      "pagesOcr" = kept.ocr, "pagesUnreadable" = kept.none, "settledAt" = now(), "updatedAt" = now()
    FROM (
      SELECT count(*)::int AS pages, count(*) FILTER (WHERE source = 'text')::int AS text,
        count(*) FILTER (WHERE source = 'ocr')::int AS ocr, count(*) FILTER (WHERE source = 'none')::int AS none,
        coalesce(min(generation), ${generation}::int) AS oldest
      FROM "Page" WHERE "versionId" = ${id}::uuid
    ) AS kept
    WHERE id = ${id}::uuid AND kept.oldest < ${generation}::int`
  if (restored === 0) return false
  await notifyDocument(tx, version)
  return true
}

function notifyDocument(tx: Tx, { documentId, matterId }: VersionState): Promise<void> {
  return notify(tx, { type: 'document', documentId, matterIds: [matterId] })
}
