import { stem } from './stem.ts'
import { stopWords } from './stop-words.ts'
import { type Token, tokenize } from './tokens.ts'

/*
 * What stands in a passage's tsvector, each kind with a mark of its own that no word begins with:
 *   word         the stem of a word of the text
 *   ^word        the stem of a word of the headings above it
 *   =Ab3d        two words that follow each other, hashed: what makes phrases quick; also those of the next words on the page
 *   m:… d:… b:…  the matter, the document, and the block of passages written at about the same time
 * Everything that is asked about a passage thus lies in one index.
 */

/** A phrase is looked up by its first words, up to so many; the rest of it is compared in the text. */
export const maxPhraseWords = 12
/** So many words after a passage are in its pairs, for phrases that begin in it: some more, as joined words are one or several. */
const wordsAfter = maxPhraseWords + 4

/** Passages are numbered; this many in a row are one block. Questions with very many answers read the newest blocks only. */
export const passagesPerBlock = 8192

export function wordLexeme(term: string): string {
  return stem(term)
}

export function headingLexeme(term: string): string {
  return `^${stem(term)}`
}

/** FNV-1a over both words, cut to 24 bits: an index key of five bytes, and at most 16 million of them. */
export function pairLexeme(first: string, second: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < first.length; index++) hash = Math.imul(hash ^ first.charCodeAt(index), 0x01000193)
  hash = Math.imul(hash ^ 0x20, 0x01000193)
  for (let index = 0; index < second.length; index++) hash = Math.imul(hash ^ second.charCodeAt(index), 0x01000193)
  hash = (hash ^ (hash >>> 24)) & 0xffffff
  const code = (shift: number) => digits[(hash >>> shift) & 63]
  return `=${code(18)}${code(12)}${code(6)}${code(0)}`
}
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

export function matterLexeme(matterId: string): string {
  return `m:${randomPart(matterId)}`
}

export function documentLexeme(documentId: string): string {
  return `d:${randomPart(documentId)}`
}

export function blockLexeme(block: number): string {
  return `b:${block}`
}

/** The last 48 bits of a UUIDv7, which are random. Two that are alike would cost time, not rightness: the rows are compared too. */
function randomPart(id: string): string {
  return id.slice(-12)
}

/** A lexeme as tsvector and tsquery literals take it. */
export function quoteLexeme(lexeme: string): string {
  return `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}

/**
 * Everything that a passage is found by, but for its block, as a tsvector literal; and its words, for near spellings. `after` is
 * what follows on the page.
 */
export function passageLexemes(
  passage: { text: string; headingPath: readonly string[]; after: string },
  owner: { matterId: string; documentId: string },
): { vector: string; words: Set<string> } {
  const lexemes = new Set([matterLexeme(owner.matterId), documentLexeme(owner.documentId)])
  const words = new Set<string>()
  const tokens = tokenize(passage.text + passage.after)
  const inside = tokens.filter((token) => token.start < passage.text.length)
  for (const token of inside) {
    if (stopWords.has(token.term)) continue
    lexemes.add(wordLexeme(token.term))
    words.add(token.term)
  }
  const last = (inside.at(-1)?.at ?? 0) + wordsAfter
  for (const pair of pairs(tokens.filter((token) => token.at <= last)))
    lexemes.add(pairLexeme(pair[0].term, pair[1].term))
  for (const token of tokenize(passage.headingPath.join('\n'))) {
    if (!stopWords.has(token.term)) lexemes.add(headingLexeme(token.term))
  }
  return { vector: [...lexemes].map(quoteLexeme).join(' '), words }
}

/** Each token with each that may follow it; joined words are one as well as two. */
export function* pairs(tokens: readonly Token[]): Generator<[Token, Token]> {
  const startingAt = groupByPlace(tokens)
  for (const token of tokens) {
    for (const next of startingAt.get(token.at + token.span) ?? []) yield [token, next]
  }
}

export function groupByPlace(tokens: readonly Token[]): Map<number, Token[]> {
  const groups = new Map<number, Token[]>()
  for (const token of tokens) {
    const group = groups.get(token.at)
    if (group) group.push(token)
    else groups.set(token.at, [token])
  }
  return groups
}
