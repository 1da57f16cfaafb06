import { recordAudit } from '#lib/audit/commands.ts'
import type { Principal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
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

/** The PDF itself, of the current version unless a number is named. Throws `request.not_found`. */
export async function getContent(
  principal: Principal,
  documentId: string,
  versionNumber: number | undefined,
): Promise<Content> {
  const version = await getVersion(principal, documentId, versionNumber)
  return {
    fileName: version.fileName,
    bytes: Number(version.bytes),
    etag: contentTag(version.number, version.sha256),
    stream: async (range) => {
      // A reader fetches a file in many ranges: only the one with the first byte is noted.
      if (!range || range.start === 0) {
        await recordAudit(db, principal, {
          action: 'document.downloaded',
          target: { type: 'document', id: documentId },
          outcome: 'success',
          detail: { version: version.number },
        })
      }
      return storage.read(version.sha256, range)
    },
  }
}
