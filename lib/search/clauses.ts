import type { SectionReference } from './section-references.ts'
import { stopWords } from './stop-words.ts'
import { type Token, tokenize } from './tokens.ts'

/**
 * One term or phrase of a query. `tokens` are its words as typed; several are a phrase. `isExact`: it stood in quotation marks, so no
 * other forms match. `spellings` are the spelling suggestions that are searched in its place. `section`: it also matches the section
 * with that number.
 */
export type Clause = {
  typed: string
  tokens: Token[]
  isExact: boolean
  spellings: string[]
  section: SectionReference | null
}

/** A clause that stood outside quotation marks: a single word matches by its stem. */
export function toClause(typed: string, section: SectionReference | null = null): Clause {
  return { typed, tokens: tokenize(typed), isExact: false, spellings: [], section }
}

/** Whether the clause is a single word that matches by its stem. */
export function isWord(clause: Clause): boolean {
  return clause.tokens.length === 1 && !clause.isExact
}

/** Whether the clause is a single stop word, which the index does not contain. */
export function isStopWord(clause: Clause): boolean {
  return clause.tokens.length === 1 && stopWords.has(firstTerm(clause))
}

export function firstTerm(clause: Clause): string {
  return clause.tokens[0]?.term ?? ''
}
