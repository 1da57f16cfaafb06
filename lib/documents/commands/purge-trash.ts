import { system } from '#lib/audit/commands.ts'
import { db } from '#lib/core/db/client.ts'
import { storage } from '#lib/core/storage/storage.ts'
import { deleteUnreferencedBlob } from './blobs.ts'
import { deleteUnreferencedBlobs, purgeRows } from './purge-document.ts'

export const trashRetentionDays = 30
const dayMs = 24 * 60 * 60_000
/** A stored file without a row is either about to be committed, or orphaned by a process that was killed before the commit. */
const orphanAgeMs = 60 * 60_000

/**
 * Permanently deletes the documents that were moved to the trash before `before`: rows first, then unreferenced files. May run in several
 * processes concurrently. Returns the number of documents.
 */
export async function purgeTrash(before = new Date(Date.now() - trashRetentionDays * dayMs)): Promise<number> {
  let purged = 0
  while (await purgeOne(before)) purged += 1
  return purged
}

async function purgeOne(before: Date): Promise<boolean> {
  const files = await db.$transaction(async (tx) => {
    const [document] = await tx.$queryRaw<{ id: string; title: string }[]>`
      SELECT id, title FROM "Document" WHERE "deletedAt" < ${before} ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`
    if (!document) return null
    return purgeRows(tx, system, document)
  })
  if (files) await deleteUnreferencedBlobs(files)
  return files !== null
}

/** Deletes stored files without a row. Returns their number. */
export async function deleteOrphanedFiles(minAgeMs = orphanAgeMs): Promise<number> {
  let removed = 0
  for await (const names of inBatches(storage.list(minAgeMs))) {
    const known = await db.blob.findMany({ where: { sha256: { in: names } }, select: { sha256: true } })
    const rows = new Set(known.map(({ sha256 }) => sha256))
    for (const sha256 of names) if (!rows.has(sha256) && (await deleteUnreferencedBlob(sha256))) removed += 1
  }
  return removed
}

async function* inBatches(names: AsyncIterable<string>): AsyncGenerator<string[]> {
  let batch: string[] = []
  for await (const name of names) {
    batch.push(name)
    if (batch.length < 500) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
