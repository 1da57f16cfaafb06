import { db, type Tx } from '#lib/core/db/client.ts'
import { notify } from '#lib/core/db/notifications.ts'
import { type ErrorCode, errorCatalogue } from '#lib/core/errors.ts'
import { log } from '#lib/core/log.ts'

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
  /** How often it was begun to be read from its first page. */
  reading: number
}

/** A transaction may wait for a busy machine, but not for ever. */
const transactionLimits = { maxWait: 20_000, timeout: 60_000 }

/**
 * Runs `change` on a version that nobody else changes meanwhile and whose document stays in its matter. Null where the version is
 * gone.
 */
export async function withVersion<T>(
  versionId: string,
  change: (tx: Tx, version: VersionState) => Promise<T>,
): Promise<T | null> {
  return db.$transaction(async (tx) => {
    // The document before its version, as everything does that takes both: two that took them crosswise would wait for each other.
    await tx.$queryRaw`
      SELECT id FROM "Document" WHERE id = (SELECT "documentId" FROM "DocumentVersion" WHERE id = ${versionId}::uuid) FOR SHARE`
    const [version] = await tx.$queryRaw<VersionState[]>`
      SELECT v.id, v."documentId", d."matterId", v.sha256, v.bytes::float8 AS bytes, v."createdById", v.status, v."pageCount", v."pagesDone", v.reading
      FROM "DocumentVersion" v JOIN "Document" d ON d.id = v."documentId"
      WHERE v.id = ${versionId}::uuid FOR NO KEY UPDATE OF v`
    return version ? change(tx, version) : null
  }, transactionLimits)
}

/** Processing has begun: the file has been opened. `pdfTitle`: the title in its metadata; null where an earlier turn stored it. */
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

/** Ready when every page of this reading is there; says whether it is. What an earlier reading saw beyond them goes. */
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
 * Failed, with a code and a sentence that says what to do; what had been read of it is taken away, so that no search finds half a
 * document. The original stays. Where it had been read whole before, that stands, and with it the document: a better reader may
 * stumble over what an older one could read.
 */
export async function markFailed(versionId: string, code: ErrorCode, detail: string | null): Promise<void> {
  const { title, help } = errorCatalogue[code]
  await withVersion(versionId, async (tx, version) => {
    if (version.status === 'ready' || version.status === 'failed') return
    if (await standByEarlierReading(tx, version)) {
      log.warn({ versionId, code }, 'a new reading failed; the earlier one stands')
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

/** Ready again with the pages that are there, if some are of an earlier reading: then all are, for only whole ones are read again. */
async function standByEarlierReading(tx: Tx, version: VersionState): Promise<boolean> {
  const { id, reading } = version
  const restored = await tx.$executeRaw`
    UPDATE "DocumentVersion" SET status = 'ready', "pageCount" = there.pages, "pagesDone" = there.pages, "pagesText" = there.text,
      "pagesOcr" = there.ocr, "pagesUnreadable" = there.none, "settledAt" = now(), "updatedAt" = now()
    FROM (
      SELECT count(*)::int AS pages, count(*) FILTER (WHERE source = 'text')::int AS text,
        count(*) FILTER (WHERE source = 'ocr')::int AS ocr, count(*) FILTER (WHERE source = 'none')::int AS none,
        coalesce(min(reading), ${reading}::int) AS oldest
      FROM "Page" WHERE "versionId" = ${id}::uuid
    ) AS there
    WHERE id = ${id}::uuid AND there.oldest < ${reading}::int`
  if (restored === 0) return false
  await notifyDocument(tx, version)
  return true
}

function notifyDocument(tx: Tx, { documentId, matterId }: VersionState): Promise<void> {
  return notify(tx, { type: 'document', documentId, matterIds: [matterId] })
}
