import { type Clause, isStopWord, isWord } from './clauses.ts'
import {
  bigramLexeme,
  documentLexeme,
  groupByPosition,
  headingLexeme,
  maxPhraseWords,
  quoteLexeme,
  wordLexeme,
} from './lexemes.ts'
import type { SectionReference } from './section-references.ts'
import type { StopWordBigram } from './stop-word-bigrams.ts'
import { stopWords } from './stop-words.ts'
import type { Token } from './tokens.ts'

/*
 * Builds tsquery conditions (PostgreSQL documentation, 8.11.2). A condition is a superset: every passage that matches a clause meets it,
 * and the Matcher rules out the others. Null stands for a condition that every passage meets.
 */

const maxPaths = 8

/** The conjunction of conditions. */
export function allOf(conditions: readonly (string | null)[]): string | null {
  const restrictive = conditions.filter((condition) => condition !== null)
  if (restrictive.length <= 1) return restrictive[0] ?? null
  return `(${restrictive.join('&')})`
}

/** The disjunction of conditions. */
export function anyOf(conditions: readonly (string | null)[]): string | null {
  const restrictive = conditions.filter((condition) => condition !== null)
  if (restrictive.length < conditions.length || restrictive.length === 0) return null
  return restrictive.length === 1 ? (restrictive[0] ?? null) : `(${restrictive.join('|')})`
}

export function anyLexeme(lexemes: Iterable<string>): string | null {
  return anyOf([...new Set(lexemes)].map(quoteLexeme))
}

/** The condition of a clause. A word may also occur in the headings above, or in the title of one of `titledDocuments`. */
export function toCondition(clause: Clause, titledDocuments: readonly string[] = []): string | null {
  const first = clause.tokens[0]
  if (!first) return null
  if (isStopWord(clause)) return null
  if (isWord(clause)) {
    const terms = clause.spellings.length > 0 ? clause.spellings : [first.term]
    return anyLexeme([
      ...terms.flatMap((term) => [wordLexeme(term), headingLexeme(term)]),
      ...titledDocuments.map(documentLexeme),
    ])
  }
  const phrase = anyOf(tokenPaths(clause.tokens).map((path) => toPhraseCondition(path, clause.isExact)))
  return clause.section ? anyOf([phrase, toSectionCondition(clause.section)]) : phrase
}

function toSectionCondition({ number, items }: SectionReference): string | null {
  const item = items.at(-1)
  const isDiscriminative = item !== undefined && !stopWords.has(item)
  return allOf([quoteLexeme(headingLexeme(number)), isDiscriminative ? quoteLexeme(wordLexeme(item)) : null])
}

/** The condition of passages without a clause; null for a phrase, whose bigrams may also occur apart from each other. */
export function toExclusion(clause: Clause): string | null {
  const term = clause.tokens[0]?.term
  return term === undefined || !isWord(clause) || isStopWord(clause) ? null : `!${quoteLexeme(wordLexeme(term))}`
}

/** Bigrams for an exact phrase and for one of stop words alone; otherwise the discriminative words. */
function toPhraseCondition(path: readonly Token[], isExact: boolean): string | null {
  const discriminative = path.filter((token) => !stopWords.has(token.term))
  const usesBigrams = path.length > 1 && (isExact || discriminative.length === 0)
  if (!usesBigrams) return allOf(discriminative.map((token) => quoteLexeme(wordLexeme(token.term))))
  return allOf(
    path.slice(1, maxPhraseWords).map((token, index) => quoteLexeme(bigramLexeme(path[index]?.term ?? '', token.term))),
  )
}

/** The condition of passages that are likely to rank first: two query words next to each other, or one in the headings above. */
export function toLikelyBestCondition(groups: readonly Clause[][]): string | null {
  const words = groups.map((group) => group.find(isWord)?.tokens[0]?.term)
  const lexemes = words.flatMap((word, index) => {
    const next = words[index + 1]
    return word === undefined ? [] : [headingLexeme(word), ...(next === undefined ? [] : [bigramLexeme(word, next)])]
  })
  return lexemes.length === 0 ? null : anyLexeme(lexemes)
}

/** The condition of passages with one of the bigrams that are names; null if there are none. */
export function toNamesCondition(bigrams: readonly StopWordBigram[]): string | null {
  const names = bigrams.filter(({ isName }) => isName).map(({ bigram }) => toPhraseCondition(bigram.tokens, true))
  return names.length === 0 ? null : anyOf(names)
}

/** Every path through the token graph, in which a compound and its parts are alternatives. */
function tokenPaths(tokens: readonly Token[]): Token[][] {
  const byPosition = groupByPosition(tokens)
  const complete: Token[][] = []
  const walk = (position: number, path: Token[]) => {
    const next = byPosition.get(position)
    if (complete.length >= maxPaths) return
    if (!next) complete.push(path)
    else for (const token of next) walk(position + token.positionLength, [...path, token])
  }
  walk(0, [])
  return complete
}
