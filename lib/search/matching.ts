import { type Clause, isWord } from './clauses.ts'
import { groupByPlace } from './lexemes.ts'
import { stem } from './stem.ts'
import { percent, type Token, tokenize } from './tokens.ts'

/** A place where a clause is met: UTF-16 offsets, and how well: 1 for the very form typed. */
export type Match = { start: number; end: number; quality: number }

type Sequence = { index: number; clause: Clause; startingAt: Map<number, Token[]>; length: number }

const exactForm = 1
const sameStem = 0.85
const nearSpelling = 0.6

/** Texts of these characters alone have no word that begins otherwise than it is compared. */
const plain = /^[\n\r\t -~–—‘’“”•…]*$/
const usualWord = 24
const longestBeginning = 5

/** Finds clauses in texts. One is made for each search: it remembers what each word of the texts is to each clause. */
export class Matcher {
  private readonly clauses: readonly Clause[]
  private readonly words: { index: number; clause: Clause }[] = []
  private readonly sequences: Sequence[] = []
  private readonly known = new Map<string, { index: number; quality: number }[]>()
  private readonly beginning: RegExp
  private readonly reach: number

  constructor(clauses: readonly Clause[]) {
    this.clauses = clauses
    for (const [index, clause] of clauses.entries()) {
      if (isWord(clause)) this.words.push({ index, clause })
      else {
        const length = Math.max(...clause.tokens.map((token) => token.at + token.span))
        this.sequences.push({ index, clause, startingAt: groupByPlace(clause.tokens), length })
      }
    }
    const firsts = clauses.flatMap((clause) =>
      clause.tokens.filter((token) => token.at === 0).map((token) => token.term),
    )
    this.beginning = toBeginning([...firsts, ...clauses.flatMap((clause) => clause.similar)])
    this.reach = (2 + Math.max(0, ...this.sequences.map((sequence) => sequence.length))) * usualWord
  }

  /** The matches of each clause in a text, in order. */
  find(text: string): Match[][] {
    return this.read(text).matches
  }

  /** The same, and whether the text ends amid words that are looked for in a row: what follows it may have the rest. */
  read(text: string): { matches: Match[][]; isOpen: boolean } {
    const matches: Match[][] = this.clauses.map(() => [])
    if (!plain.test(text)) return { matches, isOpen: this.readWords(text, 0, text.length, text.length, matches) }
    let isOpen = false
    const { beginning } = this
    beginning.lastIndex = 0
    for (let found = beginning.exec(text); found; found = beginning.exec(text)) {
      const start = blankBefore(text, found.index) + 1
      const end = blankFrom(text, found.index)
      const isCut = this.readWords(text, start, end, blankFrom(text, end + this.reach), matches)
      isOpen ||= isCut
      beginning.lastIndex = end
    }
    return { matches, isOpen }
  }

  /** Reads the words from `start` to `to`, and takes the matches that begin before `end`. True where the text ends amid one. */
  private readWords(text: string, start: number, end: number, to: number, matches: Match[][]): boolean {
    let isOpen = false
    const tokens = tokenize(start === 0 && to === text.length ? text : text.slice(start, to))
    const byPlace = this.sequences.length > 0 ? groupByPlace(tokens) : null
    for (const token of tokens) {
      if (start + token.start >= end) continue
      for (const { index, quality } of this.meanings(token.term)) {
        matches[index]?.push({ start: start + token.start, end: start + token.end, quality })
      }
      for (const sequence of byPlace ? this.sequences : []) {
        const last = byPlace && follow(sequence, 0, byPlace, token)
        if (last === 'open') isOpen ||= to === text.length
        if (last === null || last === 'open') continue
        const known = matches[sequence.index] ?? []
        const from = start + token.start
        if (!known.some((match) => match.start === from)) {
          known.push({ start: from, end: start + last.end, quality: last.quality })
        }
      }
    }
    return isOpen
  }

  private meanings(term: string): { index: number; quality: number }[] {
    const known = this.known.get(term)
    if (known) return known
    const meanings = this.words.flatMap(({ index, clause }) => {
      const quality = likeness(clause, term)
      return quality > 0 ? [{ index, quality }] : []
    })
    this.known.set(term, meanings)
    return meanings
  }
}

/** Whether a sequence from `place` on stands in the text from `token` on: where it ends there; open where the text ends before it. */
function follow(
  sequence: Sequence,
  place: number,
  text: Map<number, Token[]>,
  token: Token,
): { end: number; quality: number } | 'open' | null {
  let isOpen = false
  const { clause, startingAt, length } = sequence
  for (const asked of startingAt.get(place) ?? []) {
    const isSame = asked.term === token.term
    if (!isSame && (clause.isExact || stem(asked.term) !== stem(token.term))) continue
    const quality = isSame ? exactForm : sameStem
    if (place + asked.span === length) return { end: token.end, quality }
    const following = text.get(token.at + token.span)
    isOpen ||= following === undefined
    for (const next of following ?? []) {
      const rest = follow(sequence, place + asked.span, text, next)
      if (rest === 'open') isOpen = true
      else if (rest) return { end: rest.end, quality: Math.min(quality, rest.quality) }
    }
  }
  return isOpen ? 'open' : null
}

function likeness(clause: Clause, term: string): number {
  const asked = clause.tokens[0]?.term ?? ''
  if (asked === term) return exactForm
  if (stem(asked) === stem(term)) return sameStem
  return clause.similar.some((similar) => similar === term || stem(similar) === stem(term)) ? nearSpelling : 0
}

/**
 * What the words that are looked for begin with in a plain text: all forms of a word begin with its stem but for the last letter. Points,
 * apostrophes and a line's end may stand between.
 */
function toBeginning(terms: readonly string[]): RegExp {
  const beginnings = terms.flatMap((term) => {
    if (stem(term) === percent) return ['%', percent]
    const [word] = /^(?:[a-z]+|[0-9])/.exec(stem(term)) ?? []
    if (word === undefined) return []
    const letters = [...word.slice(0, Math.max(1, Math.min(longestBeginning, word.length - 1)))]
    return [letters.join("(?:[.'’‘]|-\\n?)?")]
  })
  const isWithin = beginnings.includes('%')
  const words = `(?<![a-z0-9])(?:${[...new Set(beginnings)].join('|')})`
  return beginnings.length === 0 ? /(?!)/g : new RegExp(isWithin ? `${words}|%` : words, 'gi')
}

/** The last blank before an index, or -1; the first from it on, or the text's end. */
function blankBefore(text: string, index: number): number {
  let at = index - 1
  while (at >= 0 && !isBlank(text.charCodeAt(at))) at--
  return at
}

function blankFrom(text: string, index: number): number {
  let at = Math.min(index, text.length)
  while (at < text.length && !isBlank(text.charCodeAt(at))) at++
  return at
}

function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09
}
