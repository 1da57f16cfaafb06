import { charAt, classAt, digit, ideograph, isWordInternal, letter, sign } from './character-classes.ts'
import { fold } from './fold.ts'

export const percent = 'percent'

/**
 * A word of a text. `term` is its folded form; `start` and `end` are UTF-16 offsets into the text, end exclusive. `position` counts
 * words; `positionLength` is the number of positions it spans, as in a token graph: "non-compete" yields "non" and "compete", and
 * "noncompete" with a position length of 2.
 */
export type Token = { term: string; start: number; end: number; position: number; positionLength: number }

/**
 * Splits a text into tokens, in order. Indexing, queries and highlighting use the same tokenizer. "§" becomes "section", "12%" becomes
 * "12" and "percent", "10.2(b)" becomes "10.2" and "b", "L.L.C." becomes "llc"; hyphenated words also yield a compound, across a line
 * end too.
 */
export function tokenize(text: string): Token[] {
  const lower = text.toLowerCase()
  const source = lower.length === text.length ? lower : text
  const tokens: Token[] = []
  /** The parts of the current hyphenated compound. */
  let compound: Token[] = []
  let position = 0
  let index = 0
  while (index < source.length) {
    const start = index
    const characterClass = classAt(source, index)
    if (characterClass === sign) while (source[index] === source[start]) index++
    else if (characterClass === ideograph) index += charAt(source, index).length
    else if (characterClass === letter || characterClass === digit)
      index = endOfAcronym(source, start) || endOfWord(source, start)
    else {
      index++
      continue
    }
    const nextPart = characterClass === letter ? startOfNextPart(source, index) : 0
    const isPart = nextPart > 0 || compound.length > 0
    const term = toTerm(source, start, index, characterClass)
    if (term === '') continue
    const token = { term, start, end: index, position: position++, positionLength: 1 }
    tokens.push(token)
    if (isPart) compound.push(token)
    if (nextPart > 0) index = nextPart
    else if (compound.length > 0) {
      pushCompounds(tokens, compound)
      compound = []
    }
  }
  if (compound.length > 1) pushCompounds(tokens, compound)
  return tokens
}

const signs: Record<string, string> = { '§': 'section', '¶': 'paragraph', '%': percent }

function toTerm(source: string, start: number, end: number, characterClass: number): string {
  if (characterClass === sign) return signs[source[start] ?? ''] ?? ''
  const word = source.slice(start, end)
  return fold(characterClass === letter && word.includes('.') ? word.replaceAll('.', '') : word)
}

/** Every two neighbouring parts as one token; of three parts also all three. */
function pushCompounds(tokens: Token[], parts: readonly Token[]): void {
  for (const [index, first] of parts.entries()) {
    const second = parts[index + 1]
    if (second) tokens.push(join([first, second]))
  }
  if (parts.length === 3) tokens.push(join(parts))
}

function join(parts: readonly Token[]): Token {
  const first = parts[0]
  const last = parts.at(-1)
  if (!first || !last) throw new RangeError('A compound has at least one part.')
  const term = parts.map((part) => part.term).join('')
  return { term, start: first.start, end: last.end, position: first.position, positionLength: parts.length }
}

function endOfWord(text: string, start: number): number {
  let index = start
  for (;;) {
    const characterClass = classAt(text, index)
    if (characterClass === letter || characterClass === digit)
      index += text.charCodeAt(index) < 0xd800 ? 1 : charAt(text, index).length
    else if (isWordInternal(characterClass) && isAlphanumeric(text, index + 1)) index++
    else if (isInsideNumber(text, index)) index++
    else return index
  }
}

function isAlphanumeric(text: string, index: number): boolean {
  const characterClass = classAt(text, index)
  return characterClass === letter || characterClass === digit
}

/** A point between digits, as in 10.2, or a comma before exactly three digits, as in 1,500,000. */
function isInsideNumber(text: string, index: number): boolean {
  const unit = text.charCodeAt(index)
  if ((unit !== 0x2e && unit !== 0x2c) || !isDigit(text, index - 1) || !isDigit(text, index + 1)) return false
  return unit === 0x2e || (isDigit(text, index + 2) && isDigit(text, index + 3) && !isDigit(text, index + 4))
}

function isDigit(text: string, index: number): boolean {
  return classAt(text, index) === digit
}

/** The end of an acronym with points (U.S., L.L.C), or 0. The last point is not part of it. */
function endOfAcronym(text: string, start: number): number {
  let end = 0
  for (let index = start; classAt(text, index) === letter && !isAlphanumeric(text, index + 1); index += 2) {
    if (index > start) end = index + 1
    if (text.charCodeAt(index + 1) !== 0x2e) break
  }
  return end
}

/** The start of the word that a hyphen at `index` connects, directly or across a line end; 0 if there is none. */
function startOfNextPart(text: string, index: number): number {
  const unit = text.charCodeAt(index)
  if (unit !== 0x2d && unit !== 0x2010 && unit !== 0x2011) return 0
  let next = index + 1
  if (text[next] === '\r') next++
  if (text[next] === '\n') next++
  return classAt(text, next) === letter ? next : 0
}
