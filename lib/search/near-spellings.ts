import type { Reading } from './reading.ts'

const alphabet = 'abcdefghijklmnopqrstuvwxyz'
const minLength = 4
const maxFound = 24

/**
 * Words one slip away from `word` (a letter missing, added, changed, or two swapped), the likelier first; for longer words those two
 * slips away where `isWide`. They come from all documents: they only widen a search, they are never shown as such.
 */
export async function findNearSpellings(read: Reading, word: string, isWide: boolean): Promise<string[]> {
  if (!/^\p{L}+$/u.test(word) || word.length < minLength) return []
  const rows = isWide
    ? await read<{ word: string }>(
        'SELECT word FROM "Spelling" WHERE word % $1 AND length(word) BETWEEN $2 AND $3 ORDER BY similarity(word, $1) DESC LIMIT 200',
        [word, word.length - 2, word.length + 2],
      )
    : await read<{ word: string }>('SELECT word FROM "Spelling" WHERE word = ANY($1)', [slips(word)])
  const isLong = word.length >= 7
  return rows
    .map((row) => ({ word: row.word, distance: distance(word, row.word) }))
    .filter((near) => near.distance > 0 && near.distance <= (isLong && isWide ? 2 : 1))
    .sort((a, b) => unlikeliness(word, a) - unlikeliness(word, b) || (a.word < b.word ? -1 : 1))
    .slice(0, maxFound)
    .map((near) => near.word)
}

/** The first letter is rarely wrong; two letters swapped are the commonest slip. */
function unlikeliness(word: string, near: { word: string; distance: number }): number {
  return near.distance + (near.word[0] === word[0] ? 0 : 0.5) + (near.word.length === word.length ? 0 : 0.1)
}

/** Everything that is one slip away. */
function slips(word: string): string[] {
  const made = new Set<string>()
  for (let at = 0; at <= word.length; at++) {
    const before = word.slice(0, at)
    const after = word.slice(at)
    made.add(before + after.slice(1))
    if (after.length > 1) made.add(before + after[1] + after[0] + after.slice(2))
    for (const letter of alphabet) {
      made.add(before + letter + after.slice(1))
      made.add(before + letter + after)
    }
  }
  made.delete(word)
  return [...made]
}

/** Letters missing, added, changed or swapped with their neighbour (optimal string alignment). */
export function distance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1]
      let least = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
      )
      const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      if (isSwapped) least = Math.min(least, (beforeLast[column - 2] ?? 0) + 1)
      current.push(least)
    }
    beforeLast = last
    last = current
  }
  return last[b.length] ?? 0
}
