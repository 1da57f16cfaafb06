import type { Place } from './places.ts'
import { stopWords } from './stop-words.ts'
import { type Token, tokenize } from './tokens.ts'

/**
 * One thing that is looked for. `tokens` are its words as typed; more than one stand for words that follow each other. `isExact`:
 * it stood in quotation marks, so only these very forms count. `similar` are near spellings that are taken in its place. `place`:
 * what stands under that number of a contract meets it too.
 */
export type Clause = { typed: string; tokens: Token[]; isExact: boolean; similar: string[]; place: Place | null }

/** Words in a row as they are typed without quotation marks: of a single one other forms count too. */
export function toClause(typed: string, place: Place | null = null): Clause {
  return { typed, tokens: tokenize(typed), isExact: false, similar: [], place }
}

/** Whether it is a single word, of which other forms count too. */
export function isWord(clause: Clause): boolean {
  return clause.tokens.length === 1 && !clause.isExact
}

/** Whether a single word is too common to be looked up by. */
export function isFiller(clause: Clause): boolean {
  return clause.tokens.length === 1 && stopWords.has(firstTerm(clause))
}

export function firstTerm(clause: Clause): string {
  return clause.tokens[0]?.term ?? ''
}
