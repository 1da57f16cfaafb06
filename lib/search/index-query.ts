import type { Aside } from './asides.ts'
import { type Clause, isFiller, isWord } from './clauses.ts'
import {
  documentLexeme,
  groupByPlace,
  headingLexeme,
  maxPhraseWords,
  pairLexeme,
  quoteLexeme,
  wordLexeme,
} from './lexemes.ts'
import type { Place } from './places.ts'
import { stopWords } from './stop-words.ts'
import type { Token } from './tokens.ts'

const maxPaths = 8

/** Joins conditions that all have to hold. Null is a condition that everything meets. */
export function allOf(conditions: readonly (string | null)[]): string | null {
  const real = conditions.filter((condition) => condition !== null)
  return real.length === 0 ? null : real.length === 1 ? (real[0] ?? null) : `(${real.join('&')})`
}

/** Joins conditions of which one has to hold. */
export function anyOf(conditions: readonly (string | null)[]): string | null {
  const real = conditions.filter((condition) => condition !== null)
  if (real.length < conditions.length || real.length === 0) return null
  return real.length === 1 ? (real[0] ?? null) : `(${real.join('|')})`
}

export function anyLexeme(lexemes: Iterable<string>): string | null {
  return anyOf([...new Set(lexemes)].map(quoteLexeme))
}

/**
 * What the index can say about a clause: a condition that every passage with it meets (a few others too, which the words
 * themselves then rule out). A word may also stand in the headings above, or in the title of one of `titled`.
 */
export function toCondition(clause: Clause, titled: readonly string[] = []): string | null {
  const first = clause.tokens[0]
  if (!first) return null
  if (isFiller(clause)) return null
  if (isWord(clause)) {
    const terms = clause.similar.length > 0 ? clause.similar : [first.term]
    return anyLexeme([
      ...terms.flatMap((term) => [wordLexeme(term), headingLexeme(term)]),
      ...titled.map(documentLexeme),
    ])
  }
  const inARow = anyOf(paths(clause.tokens).map((path) => toPathCondition(path, clause.isExact)))
  return clause.place ? anyOf([inARow, toPlaceCondition(clause.place)]) : inARow
}

function toPlaceCondition({ number, items }: Place): string | null {
  const item = items.at(-1)
  const isTelling = item !== undefined && !stopWords.has(item)
  return allOf([quoteLexeme(headingLexeme(number)), isTelling ? quoteLexeme(wordLexeme(item)) : null])
}

/** What the index can say about a passage without this clause; a phrase it cannot tell for sure. */
export function toExclusion(clause: Clause): string | null {
  const term = clause.tokens[0]?.term
  return term === undefined || !isWord(clause) || isFiller(clause) ? null : `!${quoteLexeme(wordLexeme(term))}`
}

function toPathCondition(path: readonly Token[], isExact: boolean): string | null {
  const telling = path.filter((token) => !stopWords.has(token.term))
  const isPaired = path.length > 1 && (isExact || telling.length === 0)
  if (!isPaired) return allOf(telling.map((token) => quoteLexeme(wordLexeme(token.term))))
  return allOf(
    path.slice(1, maxPhraseWords).map((token, index) => quoteLexeme(pairLexeme(path[index]?.term ?? '', token.term))),
  )
}

/** What the better passages meet: words of two groups side by side as typed, or a word in the headings above. */
export function toBestCondition(groups: readonly Clause[][]): string | null {
  const words = groups.map((group) => group.find(isWord)?.tokens[0]?.term)
  const lexemes = words.flatMap((word, index) => {
    const next = words[index + 1]
    return word === undefined ? [] : [headingLexeme(word), ...(next === undefined ? [] : [pairLexeme(word, next)])]
  })
  return lexemes.length === 0 ? null : anyLexeme(lexemes)
}

/** What passages with one of the asides that are names meet; null without any. */
export function toAsidesCondition(asides: readonly Aside[]): string | null {
  const pairs = asides.filter(({ isNamed }) => isNamed).map(({ pair }) => toPathCondition(pair.tokens, true))
  return pairs.length === 0 ? null : anyOf(pairs)
}

/** Every way through tokens of which some are one as well as two. */
function paths(tokens: readonly Token[]): Token[][] {
  const startingAt = groupByPlace(tokens)
  const whole: Token[][] = []
  const walk = (at: number, path: Token[]) => {
    const next = startingAt.get(at)
    if (whole.length >= maxPaths) return
    if (!next) whole.push(path)
    else for (const token of next) walk(at + token.span, [...path, token])
  }
  walk(0, [])
  return whole
}
