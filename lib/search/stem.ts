import { stemmer } from 'stemmer'

const maxKept = 100_000
const kept = new Map<string, string>()

/** The stem that the forms of an English word share (Porter): "terminates", "termination" → "termin". Anything else is its own stem. */
export function stem(term: string): string {
  const known = kept.get(term)
  if (known !== undefined) return known
  const found = /^[a-z]{3,}$/.test(term) ? stemmer(term) : term
  if (kept.size >= maxKept) kept.clear()
  kept.set(term, found)
  return found
}
