import { stopWords } from './stop-words.ts'
import { type Token, tokenize } from './tokens.ts'

/**
 * One thing that is looked for. `tokens` are its words as typed; more than one stand for words that follow each other. `isExact`:
 * it stood in quotation marks, so only these very forms count. `similar` are near spellings that are taken in its place.
 */
export type Clause = { typed: string; tokens: Token[]; isExact: boolean; similar: string[] }

/** Every group has to be met, by any of its clauses; nothing of `without` may be there. */
export type Query = { groups: Clause[][]; without: Clause[] }

const maxClauses = 32
const piece = /(?<minus>(?<=^|[\s(])-)?(?:["“”„«](?<quoted>[^"“”„»]*)["“”»]?|(?<bare>[^\s"“”„«»]+))/gu

/**
 * Reads what somebody typed: words, "phrases" (curly marks too), -without and or, which binds the two things beside it. Words that
 * punctuation holds together (10.2(b), non-compete) are looked for in that order. Nothing is an error; what means nothing is left out.
 */
export function parseQuery(typed: string): Query {
  const query: Query = { groups: [], without: [] }
  let isAlternative = false
  let count = 0
  for (const found of typed.matchAll(piece)) {
    const { minus, quoted, bare } = found.groups ?? {}
    const text = quoted ?? bare ?? ''
    const last = query.groups.at(-1)
    if (bare && !minus && /^(?:or|\|+)$/i.test(bare) && last) {
      isAlternative = true
      continue
    }
    const tokens = tokenize(text)
    if (tokens.length === 0 || ++count > maxClauses) continue
    const clause = { typed: text.trim(), tokens, isExact: quoted !== undefined, similar: [] }
    if (minus) query.without.push(clause)
    else if (isAlternative && last) last.push(clause)
    else query.groups.push([clause])
    isAlternative = false
  }
  return { ...query, groups: withoutFillers(query.groups) }
}

/** Whether it is a single word, of which other forms count too. */
export function isWord(clause: Clause): boolean {
  return clause.tokens.length === 1 && !clause.isExact
}

/** Whether a single word is too common to be looked up by. */
export function isFiller(clause: Clause): boolean {
  return clause.tokens.length === 1 && stopWords.has(clause.tokens[0]?.term ?? '')
}

/** "What is the governing law": the fillers go, unless there is nothing else or they stand in quotation marks. */
function withoutFillers(groups: Clause[][]): Clause[][] {
  const telling = groups.filter((group) => !group.every((clause) => isFiller(clause) && !clause.isExact))
  return telling.length > 0 ? telling : groups
}
