import { stemmer } from 'stemmer'

const maxKept = 100_000
const kept = new Map<string, string>()

/**
 * The stem that the forms of an English word share (Porter): "terminates", "termination" → "termin". Anything else is its own stem,
 * and no word's stem is a word of two letters: "US" is not "use", "GA" is not "gas".
 */
export function stem(term: string): string {
  const known = kept.get(term)
  if (known !== undefined) return known
  const found = /^[a-z]{3,}$/.test(term) ? atLeastThree(stemmer(term), term) : term
  if (kept.size >= maxKept) kept.clear()
  kept.set(term, found)
  return found
}

/** Porter makes "us" of "use" and "used", "ow" of "owing": these get their e back, other words with so short a stem stay as they are. */
function atLeastThree(found: string, term: string): string {
  if (found.length > 2) return found
  return /^.[^aeiou](?:e|ed|es|ing)$/.test(term) ? `${found}e` : term
}
