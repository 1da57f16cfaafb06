import { Prisma } from '#lib/core/db/generated/client.ts'
import { editDistance } from './edit-distance.ts'
import type { RunQuery } from './snapshot.ts'

const alphabet = 'abcdefghijklmnopqrstuvwxyz'
const minLength = 4
const minLengthForTwoEdits = 7
const maxSuggestions = 24

/** `edits`: the words at edit distance 1. `trigrams`: by pg_trgm's similarity, for longer words also those at edit distance 2. */
export type SpellingLookup = 'edits' | 'trigrams'

/**
 * The indexed words that `word` may be a misspelling of, the likeliest first. They come from all documents of the installation, so they
 * must never be shown unless they match in a document that the person may read. `isAccepted` filters them before the limit on their number.
 */
export async function findSpellingSuggestions(
  run: RunQuery,
  word: string,
  lookup: SpellingLookup,
  isAccepted: (suggestion: string) => boolean = () => true,
): Promise<string[]> {
  if (!/^\p{L}+$/u.test(word) || word.length < minLength) return []
  const maxDistance = lookup === 'trigrams' && word.length >= minLengthForTwoEdits ? 2 : 1
  return (await findSimilarWords(run, word, lookup))
    .map((row) => ({ word: row.word, distance: editDistance(word, row.word) }))
    .filter(({ distance }) => distance > 0 && distance <= maxDistance)
    .sort((a, b) => penalty(word, a) - penalty(word, b) || (a.word < b.word ? -1 : 1))
    .map((suggestion) => suggestion.word)
    .filter(isAccepted)
    .slice(0, maxSuggestions)
}

async function findSimilarWords(run: RunQuery, word: string, lookup: SpellingLookup): Promise<{ word: string }[]> {
  if (lookup === 'edits')
    return run(Prisma.sql`SELECT word FROM "Spelling" WHERE word = ANY(${singleEdits(word)}::text[])`)
  return run(Prisma.sql`
    SELECT word FROM "Spelling" WHERE word % ${word}::text AND length(word) BETWEEN ${word.length - 2}::int AND ${word.length + 2}::int
    ORDER BY similarity(word, ${word}::text) DESC LIMIT 200`)
}

/** Misspellings rarely change the first letter, and transpositions and substitutions, which keep the length, are the most common. */
function penalty(word: string, suggestion: { word: string; distance: number }): number {
  return (
    suggestion.distance +
    (suggestion.word[0] === word[0] ? 0 : 0.5) +
    (suggestion.word.length === word.length ? 0 : 0.1)
  )
}

/** Every string at edit distance 1 over the Latin alphabet. */
function singleEdits(word: string): string[] {
  const edits = new Set<string>()
  for (let index = 0; index <= word.length; index++) {
    const before = word.slice(0, index)
    const after = word.slice(index)
    edits.add(before + after.slice(1))
    if (after.length > 1) edits.add(before + after[1] + after[0] + after.slice(2))
    for (const letter of alphabet) {
      edits.add(before + letter + after.slice(1))
      edits.add(before + letter + after)
    }
  }
  edits.delete(word)
  return [...edits]
}
