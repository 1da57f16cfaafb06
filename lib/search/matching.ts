import { type Clause, isWord } from './clauses.ts'
import { groupByPosition } from './lexemes.ts'
import type { Match } from './match.ts'
import { stem } from './stem.ts'
import { percent, type Token, tokenize } from './tokens.ts'

/** A clause of several words; `length` is the number of token positions it spans. */
type Phrase = { index: number; clause: Clause; byPosition: Map<number, Token[]>; length: number }

/** Qualities of a match. */
const exactForm = 1
const sameStem = 0.85
const spellingSuggestion = 0.6

/** Texts of these characters alone contain no word whose folded form starts differently from the word itself. */
const foldsToItself = /^[\n\r\t -~–—‘’“”•…]*$/
const typicalWordChars = 24
const maxPrefixChars = 5

/**
 * Finds the matches of clauses in texts. Create one for each search: it caches which clauses each word matches. Texts are scanned for
 * the clauses' prefixes first and tokenized only around them, because tokenizing everything would dominate the time of a search.
 */
export class Matcher {
  private readonly clauses: readonly Clause[]
  private readonly words: { index: number; clause: Clause }[] = []
  private readonly phrases: Phrase[] = []
  private readonly matchingWords = new Map<string, { index: number; quality: number }[]>()
  private readonly prefixes: RegExp
  /** The number of characters after a prefix that are tokenized. */
  private readonly windowChars: number

  constructor(clauses: readonly Clause[]) {
    this.clauses = clauses
    for (const [index, clause] of clauses.entries()) {
      if (isWord(clause)) this.words.push({ index, clause })
      else {
        const length = Math.max(...clause.tokens.map((token) => token.position + token.positionLength))
        this.phrases.push({ index, clause, byPosition: groupByPosition(clause.tokens), length })
      }
    }
    const firstTerms = clauses.flatMap((clause) =>
      clause.tokens.filter((token) => token.position === 0).map((token) => token.term),
    )
    this.prefixes = toPrefixPattern([...firstTerms, ...clauses.flatMap((clause) => clause.spellings)])
    this.windowChars = (2 + Math.max(0, ...this.phrases.map((phrase) => phrase.length))) * typicalWordChars
  }

  /** The matches of each clause in a text, in order. */
  find(text: string): Match[][] {
    return this.scan(text).matches
  }

  /** The same, and whether the text ends within a phrase, so that the text that follows may complete it. */
  scan(text: string): { matches: Match[][]; endsInPhrase: boolean } {
    const matches: Match[][] = this.clauses.map(() => [])
    if (!foldsToItself.test(text)) {
      return { matches, endsInPhrase: this.scanWindow(text, 0, text.length, text.length, matches) }
    }
    let endsInPhrase = false
    const { prefixes } = this
    prefixes.lastIndex = 0
    for (let found = prefixes.exec(text); found; found = prefixes.exec(text)) {
      const start = spaceBefore(text, found.index) + 1
      const end = spaceFrom(text, found.index)
      const isIncomplete = this.scanWindow(text, start, end, spaceFrom(text, end + this.windowChars), matches)
      endsInPhrase ||= isIncomplete
      prefixes.lastIndex = end
    }
    return { matches, endsInPhrase }
  }

  /** Tokenizes from `start` to `to` and adds the matches that begin before `end`. True if the text ends within a phrase. */
  private scanWindow(text: string, start: number, end: number, to: number, matches: Match[][]): boolean {
    let endsInPhrase = false
    const tokens = tokenize(start === 0 && to === text.length ? text : text.slice(start, to))
    const byPosition = this.phrases.length > 0 ? groupByPosition(tokens) : null
    for (const token of tokens) {
      if (start + token.start >= end) continue
      for (const { index, quality } of this.clausesOfWord(token.term)) {
        matches[index]?.push({ start: start + token.start, end: start + token.end, quality })
      }
      for (const phrase of byPosition ? this.phrases : []) {
        const result = byPosition && matchPhrase(phrase, 0, byPosition, token)
        if (result === 'incomplete') endsInPhrase ||= to === text.length
        if (result === null || result === 'incomplete') continue
        const phraseMatches = matches[phrase.index] ?? []
        const from = start + token.start
        if (!phraseMatches.some((match) => match.start === from)) {
          phraseMatches.push({ start: from, end: start + result.end, quality: result.quality })
        }
      }
    }
    return endsInPhrase
  }

  private clausesOfWord(term: string): { index: number; quality: number }[] {
    const cached = this.matchingWords.get(term)
    if (cached) return cached
    const found = this.words.flatMap(({ index, clause }) => {
      const quality = matchQuality(clause, term)
      return quality > 0 ? [{ index, quality }] : []
    })
    this.matchingWords.set(term, found)
    return found
  }
}

/** Matches a phrase from `position` on against a text from `token` on; `incomplete` if the text ends before the phrase does. */
function matchPhrase(
  phrase: Phrase,
  position: number,
  text: Map<number, Token[]>,
  token: Token,
): { end: number; quality: number } | 'incomplete' | null {
  let isIncomplete = false
  const { clause, byPosition, length } = phrase
  for (const expected of byPosition.get(position) ?? []) {
    const isSameForm = expected.term === token.term
    if (!isSameForm && (clause.isExact || stem(expected.term) !== stem(token.term))) continue
    const quality = isSameForm ? exactForm : sameStem
    if (position + expected.positionLength === length) return { end: token.end, quality }
    const following = text.get(token.position + token.positionLength)
    isIncomplete ||= following === undefined
    for (const next of following ?? []) {
      const rest = matchPhrase(phrase, position + expected.positionLength, text, next)
      if (rest === 'incomplete') isIncomplete = true
      else if (rest) return { end: rest.end, quality: Math.min(quality, rest.quality) }
    }
  }
  return isIncomplete ? 'incomplete' : null
}

/** The quality of a word as a match of a single-word clause; 0 if it is none. */
function matchQuality(clause: Clause, term: string): number {
  const expected = clause.tokens[0]?.term ?? ''
  if (expected === term) return exactForm
  if (stem(expected) === stem(term)) return sameStem
  const isSuggestion = clause.spellings.some((spelling) => spelling === term || stem(spelling) === stem(term))
  return isSuggestion ? spellingSuggestion : 0
}

/**
 * A pattern for the prefixes of the terms in a text that folds to itself: all forms of a word start with its stem without the last
 * letter. Points, apostrophes and a hyphen at a line end may stand between the letters.
 */
function toPrefixPattern(terms: readonly string[]): RegExp {
  const prefixes = terms.flatMap((term) => {
    if (stem(term) === percent) return ['%', percent]
    const [word] = /^(?:[a-z]+|[0-9])/.exec(stem(term)) ?? []
    if (word === undefined) return []
    const letters = [...word.slice(0, Math.max(1, Math.min(maxPrefixChars, word.length - 1)))]
    return [letters.join("(?:[.'’‘]|-\\n?)?")]
  })
  const words = `(?<![a-z0-9])(?:${[...new Set(prefixes)].join('|')})`
  if (prefixes.length === 0) return /(?!)/g
  // A percent sign also follows a number without a space.
  return new RegExp(prefixes.includes('%') ? `${words}|%` : words, 'gi')
}

/** The index of the last white space before an index, or -1. */
function spaceBefore(text: string, index: number): number {
  let at = index - 1
  while (at >= 0 && !isSpace(text.charCodeAt(at))) at--
  return at
}

/** The index of the first white space from an index on, or the text's length. */
function spaceFrom(text: string, index: number): number {
  let at = Math.min(index, text.length)
  while (at < text.length && !isSpace(text.charCodeAt(at))) at++
  return at
}

function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09
}
