import { charAt, classAt, digit, ideograph, isInner, letter, sign } from './characters.ts'
import { fold } from './fold.ts'

export const percent = 'percent'

/**
 * A word of a text. `term` is how it is compared (fold), `start` and `end` are UTF-16 offsets into the text, end exclusive. `at` is
 * its place among the words, `span` how many places it takes: "non-compete" gives "non" and "compete", and "noncompete" over both.
 */
export type Token = { term: string; start: number; end: number; at: number; span: number }

/**
 * The words of a text, in order: the same for what is indexed, what is asked and what is marked. Section signs are the word
 * "section", "12%" is "12" and "percent", "10.2(b)" is "10.2" and "b", "L.L.C." is "llc", words parted by a hyphen are also one, at a line's end too.
 */
export function tokenize(text: string): Token[] {
  const lower = text.toLowerCase()
  const source = lower.length === text.length ? lower : text
  const tokens: Token[] = []
  /** Words that hyphens join, so far. */
  let chain: Token[] = []
  let at = 0
  let index = 0
  while (index < source.length) {
    const start = index
    const kind = classAt(source, index)
    if (kind === sign) while (source[index] === source[start]) index++
    else if (kind === ideograph) index += charAt(source, index).length
    else if (kind === letter || kind === digit) index = endOfAcronym(source, start) || endOfWord(source, start)
    else {
      index++
      continue
    }
    const next = kind === letter ? startOfJoined(source, index) : 0
    const isJoined = next > 0 || chain.length > 0
    const term = toTerm(source, start, index, kind)
    if (term === '') continue
    const token = { term, start, end: index, at: at++, span: 1 }
    tokens.push(token)
    if (isJoined) chain.push(token)
    if (next > 0) index = next
    else if (chain.length > 0) {
      pushJoined(tokens, chain)
      chain = []
    }
  }
  if (chain.length > 1) pushJoined(tokens, chain)
  return tokens
}

const signs: Record<string, string> = { '§': 'section', '¶': 'paragraph', '%': percent }

function toTerm(source: string, start: number, end: number, kind: number): string {
  if (kind === sign) return signs[source[start] ?? ''] ?? ''
  const word = source.slice(start, end)
  return fold(kind === letter && word.includes('.') ? word.replaceAll('.', '') : word)
}

function pushJoined(tokens: Token[], chain: readonly Token[]): void {
  for (const [place, first] of chain.entries()) {
    const second = chain[place + 1]
    if (second) tokens.push(join([first, second]))
  }
  if (chain.length === 3) tokens.push(join(chain))
}

function join(parts: readonly Token[]): Token {
  const first = parts[0]
  const last = parts.at(-1)
  if (!first || !last) throw new RangeError('nothing to join')
  const term = parts.map((part) => part.term).join('')
  return { term, start: first.start, end: last.end, at: first.at, span: parts.length }
}

function endOfWord(text: string, start: number): number {
  let index = start
  for (;;) {
    const kind = classAt(text, index)
    if (kind === letter || kind === digit) index += text.charCodeAt(index) < 0xd800 ? 1 : charAt(text, index).length
    else if (isInner(kind) && isWordPart(text, index + 1)) index++
    else if (isInNumber(text, index)) index++
    else return index
  }
}

function isWordPart(text: string, index: number): boolean {
  const kind = classAt(text, index)
  return kind === letter || kind === digit
}

/** A point between digits, as in 10.2, or a comma before exactly three digits, as in 1,500,000. */
function isInNumber(text: string, index: number): boolean {
  const mark = text.charCodeAt(index)
  if ((mark !== 0x2e && mark !== 0x2c) || !isDigit(text, index - 1) || !isDigit(text, index + 1)) return false
  return mark === 0x2e || (isDigit(text, index + 2) && isDigit(text, index + 3) && !isDigit(text, index + 4))
}

function isDigit(text: string, index: number): boolean {
  return classAt(text, index) === digit
}

/** The end of single letters with points between them (U.S., L.L.C), or 0. The last point is left outside. */
function endOfAcronym(text: string, start: number): number {
  let end = 0
  for (let index = start; classAt(text, index) === letter && !isWordPart(text, index + 1); index += 2) {
    if (index > start) end = index + 1
    if (text.charCodeAt(index + 1) !== 0x2e) break
  }
  return end
}

/** Where the word begins that a hyphen at `index` joins to the one before, at once or on the next line; 0 where none does. */
function startOfJoined(text: string, index: number): number {
  const mark = text.charCodeAt(index)
  if (mark !== 0x2d && mark !== 0x2010 && mark !== 0x2011) return 0
  let next = index + 1
  if (text[next] === '\r') next++
  if (text[next] === '\n') next++
  return classAt(text, next) === letter ? next : 0
}
