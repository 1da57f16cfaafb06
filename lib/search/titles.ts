import { Prisma } from '#lib/core/db/generated/client.ts'
import type { Scope } from './scope.ts'
import type { RunQuery } from './snapshot.ts'

/** A word in more titles than this does not discriminate between documents. */
const maxDocuments = 64

/** For each word, the ids of the documents in scope whose title contains it: "netgear governing law" is about the Netgear document. */
export async function findDocumentsByTitleWord(
  run: RunQuery,
  scope: Scope,
  words: readonly string[],
): Promise<Map<string, string[]>> {
  const byWord = new Map<string, string[]>()
  if (words.length === 0) return byWord
  const rows = await run<{ word: string; id: string }>(Prisma.sql`
    SELECT searched.word, found.id FROM unnest(${words}::text[]) AS searched (word) CROSS JOIN LATERAL (
      SELECT d.id FROM "Document" d WHERE title_words(d.title) @> ARRAY[searched.word] AND ${scope.access} LIMIT ${maxDocuments + 1}
    ) AS found`)
  for (const { word, id } of rows) byWord.set(word, [...(byWord.get(word) ?? []), id])
  for (const [word, ids] of byWord) if (ids.length > maxDocuments) byWord.delete(word)
  return byWord
}
