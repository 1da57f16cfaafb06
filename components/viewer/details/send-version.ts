import { sendBody } from '#components/api/send-body.ts'
import { contentTag } from '#lib/documents/content-tag.ts'
import type { DocumentBody } from '#lib/documents/schema.ts'

/**
 * Stores a file as the version after the one that is shown; where a newer one came meanwhile, nothing is stored. The same bytes
 * leave the version as it is. Throws as `sendBody` does.
 */
export function sendVersion(
  document: Pick<DocumentBody, 'id' | 'version' | 'sha256'>,
  file: File,
  means: { signal: AbortSignal; onSent: (bytes: number) => void },
): Promise<DocumentBody | null> {
  const headers = {
    'If-Match': contentTag(document.version, document.sha256),
    'Content-Type': 'application/pdf',
  }
  return sendBody<DocumentBody>('PUT', `/api/v1/documents/${document.id}/content`, file, { headers, ...means })
}
