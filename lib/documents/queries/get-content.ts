import { recordAudit, recordAuditOnce } from '#lib/audit/commands.ts'
import { recordRead } from '#lib/audit/summary.ts'
import type { Principal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { AppError } from '#lib/core/errors.ts'
import type { ByteRange } from '#lib/core/storage/driver.ts'
import { storage } from '#lib/core/storage/storage.ts'
import { contentTag } from '../content-tag.ts'
import { getVersion } from './get-document.ts'

export type Content = {
  fileName: string
  bytes: number
  etag: string
  /** Opens the file; that the reading began is written to the audit log first. */
  stream: (range?: ByteRange) => Promise<ReadableStream<Uint8Array>>
}

/** Ranges of a file that come within this time are parts of one download. */
const partsOfOneMs = 12 * 3_600_000

/**
 * The PDF itself, of the current version unless a number is named. Throws `request.not_found`, and `storage.file_missing` while an
 * answer can still say so.
 */
export async function getContent(
  principal: Principal,
  documentId: string,
  versionNumber: number | undefined,
): Promise<Content> {
  const version = await getVersion(principal, documentId, versionNumber)
  if ((await storage.size(version.sha256)) === null) throw new AppError('storage.file_missing')
  return {
    fileName: version.fileName,
    bytes: Number(version.bytes),
    etag: contentTag(version.number, version.sha256),
    stream: async (range) => {
      await noteDownload(principal, version, range)
      return storage.read(version.sha256, range)
    },
  }
}

/** A reader fetches a file in many ranges: the one with the first byte is noted, and any other where none was lately. */
async function noteDownload(
  principal: Principal,
  { documentId, number, title }: { documentId: string; number: number; title: string },
  range: ByteRange | undefined,
): Promise<void> {
  const entry = {
    action: 'document.downloaded',
    target: { type: 'document', id: documentId },
    outcome: 'success',
    detail: { title, version: number },
  } as const
  const isFirstPart = !range || range.start === 0
  await recordRead(principal, entry, () =>
    isFirstPart ? recordAudit(db, principal, entry) : recordAuditOnce(db, principal, entry, partsOfOneMs),
  )
}
