import type { VisibleDocumentId } from '#lib/access/visible-id.ts'
import { recordSummarised } from '#lib/audit/summary.ts'
import type { Principal } from '#lib/core/auth/principal.ts'

/** The part of a document that was read. Reading the PDF itself is recorded as a download. */
export type ReadPart = 'text' | 'page' | 'image'

/** Records that a part of a document was read. Repetitions by the same user and credential are summarised once an hour. */
export async function recordDocumentRead(
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
