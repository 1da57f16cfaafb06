import type { Tx } from '#lib/core/db/client.ts'
import { matterLexeme, quoteLexeme } from './lexemes.ts'

/** Puts a document's passages behind another matter's wall, in the index too. Part of the transaction that moves the document. */
export async function movePassages(tx: Tx, documentId: string, matters: { from: string; to: string }): Promise<void> {
  const { from, to } = matters
  await tx.$executeRaw`
    UPDATE "Passage" SET vector = ts_delete(vector, ${matterLexeme(from)}) || ${quoteLexeme(matterLexeme(to))}::tsvector
    WHERE "documentId" = ${documentId}::uuid`
}
