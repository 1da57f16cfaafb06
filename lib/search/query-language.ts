import { type Clause, firstTerm, isStopWord, isWord, toClause } from './clauses.ts'
import { parseSectionReference } from './section-references.ts'
import { findStopWordBigrams, isSectionKeyword, type StopWordBigram } from './stop-word-bigrams.ts'

/**
 * A parsed query: a conjunction of groups, each a disjunction of clauses; `excluded` clauses must not match; `stopWordBigrams` only
 * affect the ranking.
 */
export type Query = { groups: Clause[][]; excluded: Clause[]; stopWordBigrams: StopWordBigram[] }

const maxClauses = 32
const clausePattern = /(?<minus>(?<=^|[\s(])-)?(?:["“”„«](?<quoted>[^"“”„»]*)["“”»]?|(?<bare>§+|[^\s"“”„«»§]+))/gu

/**
 * Parses what a person typed: words, "phrases" (also in curly quotation marks), -excluded, and `or` between two clauses. Words joined by
 * punctuation (10.2(b), non-compete) are a phrase. Never throws; what has no meaning is ignored.
 */
export function parseQuery(typed: string): Query {
  const query: Query = { groups: [], excluded: [], stopWordBigrams: [] }
  let isAlternative = false
  let count = 0
  for (const found of typed.matchAll(clausePattern)) {
    const { minus, quoted, bare } = found.groups ?? {}
    const text = quoted ?? bare ?? ''
    const lastGroup = query.groups.at(-1)
    if (bare && !minus && /^(?:or|\|+)$/i.test(bare) && lastGroup) {
      isAlternative = true
      continue
    }
    const isExact = quoted !== undefined
    const clause = { ...toClause(text.trim(), isExact ? null : parseSectionReference(text)), isExact }
    if (clause.tokens.length === 0 || ++count > maxClauses) continue
    if (minus) query.excluded.push(clause)
    else if (isAlternative && lastGroup) lastGroup.push(clause)
    else query.groups.push([clause])
    isAlternative = false
  }
  const groups = dropStopWords(query.groups)
  const stopWordBigrams = groups === query.groups ? [] : findStopWordBigrams(typed, query.groups)
  return { ...query, groups, stopWordBigrams }
}

/** Drops unquoted stop words ("what is the governing law"), unless the query has nothing else. */
function dropStopWords(groups: Clause[][]): Clause[][] {
  const discriminative = groups.filter((group, index) => {
    const neighbours = [groups[index - 1], groups[index + 1]].map((neighbour) => neighbour?.[0])
    return group.some((clause) => clause.isExact || !isDropped(clause, neighbours))
  })
  return discriminative.length > 0 && discriminative.length < groups.length ? discriminative : groups
}

/** "May" is kept next to a number, as a month; "section" is dropped before a section reference, as headings may lack the word. */
function isDropped(clause: Clause, [before, after]: readonly (Clause | undefined)[]): boolean {
  const isNumber = (other: Clause | undefined) => other !== undefined && /^\d/.test(firstTerm(other))
  if (isWord(clause) && firstTerm(clause) === 'may') return !isNumber(before) && !isNumber(after)
  return isStopWord(clause) || isSectionKeyword(clause, after)
}
