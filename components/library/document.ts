import type { DocumentBody } from '#lib/documents/schema.ts'

/** A document as the API shows it. */
export type LibraryDocument = DocumentBody

export type DocumentPage = { items: LibraryDocument[]; nextCursor: string | null }

/** Whether the server still reads it, so that what it says of it may change by itself. */
export function isUnsettled({ status }: Pick<LibraryDocument, 'status'>): boolean {
  return status === 'queued' || status === 'processing'
}
