import type { Reading } from './reading.ts'
import { type Scope, wall, wallValues } from './scope.ts'

/** A word in more titles than this says little about any of them. */
const maxTitled = 64

/** For each word, the documents in scope whose title has it: "netgear governing law" means the governing law in that document. */
export async function findTitled(
  read: Reading,
  scope: Scope,
  words: readonly string[],
): Promise<Map<string, string[]>> {
  const titled = new Map<string, string[]>()
  if (words.length === 0) return titled
  const rows = await read<{ word: string; id: string }>(
    `SELECT asked.word, found.id FROM unnest($5::text[]) AS asked (word) CROSS JOIN LATERAL (
       SELECT d.id FROM "Document" d WHERE title_words(d.title) @> ARRAY[asked.word] AND ${wall} LIMIT ${maxTitled + 1}
     ) AS found`,
    [...wallValues(scope.userId, scope), words],
  )
  for (const { word, id } of rows) titled.set(word, [...(titled.get(word) ?? []), id])
  for (const [word, ids] of titled) if (ids.length > maxTitled) titled.delete(word)
  return titled
}
