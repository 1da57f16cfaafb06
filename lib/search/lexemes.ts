import { fnv1a } from './fnv1a.ts'
import { stem } from './stem.ts'
import { stopWords } from './stop-words.ts'
import { type Token, tokenize } from './tokens.ts'

/*
 * The lexemes of a passage's tsvector. Every kind but the first has a prefix that no word begins with:
 *   word         the stem of a word of the text
 *   ^word        the stem of a word of the headings above it
 *   =Ab3d        a bigram of the text or of the words that follow it on the page, hashed; makes phrase queries selective
 *   m:… d:… b:…  the matter, the document, and the block of passages written at about the same time
 * So one GIN index answers all conditions of a search. See docs/decisions/search-tokenises-text-outside-postgresql.md.
 */

/** The number of leading words of a phrase that are looked up in the index; the rest is compared with the text. */
export const maxPhraseWords = 12
/** Words after a passage whose bigrams are indexed with it, for phrases that begin in it; more than above, because of compounds. */
const lookaheadWords = maxPhraseWords + 4

/** The number of consecutive passage ids in one block. A search with very many matches reads the newest blocks only. */
export const passagesPerBlock = 8192

export function wordLexeme(term: string): string {
  return stem(term)
}

export function headingLexeme(term: string): string {
  return `^${stem(term)}`
}

/** The FNV-1a hash of both words, folded to 24 bits: keys of five bytes, and at most 16 million of them. */
export function bigramLexeme(first: string, second: string): string {
  const hash = fnv1a(second, fnv1a(' ', fnv1a(first)))
  const folded = (hash ^ (hash >>> 24)) & 0xffffff
  const digitAt = (shift: number) => base64Digits[(folded >>> shift) & 63]
  return `=${digitAt(18)}${digitAt(12)}${digitAt(6)}${digitAt(0)}`
}
const base64Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

export function matterLexeme(matterId: string): string {
  return `m:${randomPart(matterId)}`
}

export function documentLexeme(documentId: string): string {
  return `d:${randomPart(documentId)}`
}

export function blockLexeme(block: number): string {
  return `b:${block}`
}

/** The last 48 bits of a UUIDv7, which are random. A collision costs time but not correctness, because the rows are compared too. */
function randomPart(id: string): string {
  return id.slice(-12)
}

/** Quotes a lexeme for a tsvector or tsquery literal. */
export function quoteLexeme(lexeme: string): string {
  return `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}

/**
 * The lexemes of a passage, without its block, as a tsvector literal; and its words, for spelling suggestions. `after` is the text that
 * follows it on the page.
 */
export function passageLexemes(
  passage: { text: string; headingPath: readonly string[]; after: string },
  owner: { matterId: string; documentId: string },
): { vector: string; words: Set<string> } {
  const lexemes = new Set([matterLexeme(owner.matterId), documentLexeme(owner.documentId)])
  const words = new Set<string>()
  const tokens = tokenize(passage.text + passage.after)
  const inPassage = tokens.filter((token) => token.start < passage.text.length)
  for (const token of inPassage) {
    if (stopWords.has(token.term)) continue
    lexemes.add(wordLexeme(token.term))
    words.add(token.term)
  }
  const lastPosition = (inPassage.at(-1)?.position ?? 0) + lookaheadWords
  for (const [first, second] of bigrams(tokens.filter((token) => token.position <= lastPosition)))
    lexemes.add(bigramLexeme(first.term, second.term))
  for (const token of tokenize(passage.headingPath.join('\n'))) {
    if (!stopWords.has(token.term)) lexemes.add(headingLexeme(token.term))
  }
  return { vector: [...lexemes].map(quoteLexeme).join(' '), words }
}

/** Every token with every token that may follow it: a compound and its parts are alternatives. */
export function* bigrams(tokens: readonly Token[]): Generator<[Token, Token]> {
  const byPosition = groupByPosition(tokens)
  for (const token of tokens) {
    for (const next of byPosition.get(token.position + token.positionLength) ?? []) yield [token, next]
  }
}

export function groupByPosition(tokens: readonly Token[]): Map<number, Token[]> {
  const groups = new Map<number, Token[]>()
  for (const token of tokens) {
    const group = groups.get(token.position)
    if (group) group.push(token)
    else groups.set(token.position, [token])
  }
  return groups
}
