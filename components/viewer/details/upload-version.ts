import { sendBody } from '#components/api/send-body.ts'
import { contentTag } from '#lib/documents/content-tag.ts'
import type { DocumentBody } from '#lib/documents/schema.ts'

/**
 * Uploads a file as the next version of the document (If-Match: nothing is stored if there is a newer version already). A file with
 * the same bytes creates no version. Throws as `sendBody` does.
 */
export function uploadVersion(
  document: Pick<DocumentBody, 'id' | 'version' | 'sha256'>,
  file: File,
  options: { signal: AbortSignal; onSent: (bytes: number) => void },
): Promise<DocumentBody | null> {
  const headers = {
    'If-Match': contentTag(document.version, document.sha256),
    'Content-Type': 'application/pdf',
  }
  return sendBody<DocumentBody>('PUT', `/api/v1/documents/${document.id}/content`, file, { headers, ...options })
}
