import { recordAudit, recordAuditOnce } from '#lib/audit/commands.ts'
import { recordReadOrDefer } from '#lib/audit/summary.ts'
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
  /** Records the download in the audit log, then opens the file. */
  stream: (range?: ByteRange) => Promise<ReadableStream<Uint8Array>>
}

/** Range requests within this time count as one download. */
const downloadWindowMs = 12 * 3_600_000

/**
 * The PDF of a version, the current one by default. Throws `request.not_found`, and `storage.file_missing` before the response starts.
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
      await recordDownload(principal, version, range)
      return storage.read(version.sha256, range)
    },
  }
}

/** Viewers fetch a file in many ranges: the first range is always recorded, others only if there is no recent record. */
async function recordDownload(
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
  await recordReadOrDefer(principal, entry, () =>
    isFirstPart ? recordAudit(db, principal, entry) : recordAuditOnce(db, principal, entry, downloadWindowMs),
  )
}
