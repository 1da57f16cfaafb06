import type { DocumentBody } from '#lib/documents/schema.ts'

/** A document as the API shows it. */
export type LibraryDocument = DocumentBody

export type DocumentPage = { items: LibraryDocument[]; nextCursor: string | null }

/** Whether the document is queued or being processed, so that its state will change without a user. */
export function isUnsettled({ status }: Pick<LibraryDocument, 'status'>): boolean {
  return status === 'queued' || status === 'processing'
}
