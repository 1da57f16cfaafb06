import { stemmer } from 'stemmer'

const maxCachedStems = 100_000
const cache = new Map<string, string>()

/**
 * The Porter stem of an English word: "terminates", "termination" → "termin". Any other term is its own stem. No stem is shorter than
 * three letters, so that "US" does not match "use", nor "GA" "gas".
 */
export function stem(term: string): string {
  const cached = cache.get(term)
  if (cached !== undefined) return cached
  const stemmed = /^[a-z]{3,}$/.test(term) ? requireThreeLetters(stemmer(term), term) : term
  if (cache.size >= maxCachedStems) cache.clear()
  cache.set(term, stemmed)
  return stemmed
}

/** Porter reduces "use" and "used" to "us", "owing" to "ow": these get their final e back; other words with so short a stem are kept. */
function requireThreeLetters(stemmed: string, term: string): string {
  if (stemmed.length > 2) return stemmed
  return /^.[^aeiou](?:e|ed|es|ing)$/.test(term) ? `${stemmed}e` : term
}
