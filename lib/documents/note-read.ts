import type { VisibleDocumentId } from '#lib/access/visible-id.ts'
import { recordSummarised } from '#lib/audit/summary.ts'
import type { Principal } from '#lib/core/auth/principal.ts'

/** What of a document was given out; the PDF itself is a download. */
export type ReadPart = 'text' | 'page' | 'image'

/** Writes down that a document was read, once an hour for each person, credential and kind of reading. */
export async function noteRead(
  principal: Principal,
  { documentId, number, title }: { documentId: VisibleDocumentId; number: number; title: string },
  part: ReadPart,
): Promise<void> {
  await recordSummarised(principal, {
    action: 'document.read',
    target: { type: 'document', id: documentId },
    outcome: 'success',
    detail: { title, version: number, part },
  })
}
