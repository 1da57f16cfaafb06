import type { VisibleDocumentId } from '#lib/access/visible-id.ts'
import type { Tx } from '#lib/core/db/client.ts'
import { matterLexeme, quoteLexeme } from '#lib/search/lexemes.ts'

/** Moves a document's passages to another matter, in the index too. Call it in the transaction that moves the document. */
export async function movePassages(
  tx: Tx,
  documentId: VisibleDocumentId,
  matters: { from: string; to: string },
): Promise<void> {
  const { from, to } = matters
  await tx.$executeRaw`
    UPDATE "Passage" SET vector = ts_delete(vector, ${matterLexeme(from)}) || ${quoteLexeme(matterLexeme(to))}::tsvector
    WHERE "documentId" = ${documentId}::uuid`
}
