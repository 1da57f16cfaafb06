import { stopWords } from './stop-words.ts'
import type { Token } from './tokens.ts'

/**
 * One thing that is looked for. `tokens` are its words as typed; more than one stand for words that follow each other. `isExact`:
 * it stood in quotation marks, so only these very forms count. `similar` are near spellings that are taken in its place.
 */
export type Clause = { typed: string; tokens: Token[]; isExact: boolean; similar: string[] }

/** Whether it is a single word, of which other forms count too. */
export function isWord(clause: Clause): boolean {
  return clause.tokens.length === 1 && !clause.isExact
}

/** Whether a single word is too common to be looked up by. */
export function isFiller(clause: Clause): boolean {
  return clause.tokens.length === 1 && stopWords.has(clause.tokens[0]?.term ?? '')
}
