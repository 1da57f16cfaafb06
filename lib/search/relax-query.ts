import { type Clause, isWord, toClause } from './clauses.ts'
import type { Query } from './query-language.ts'
import { stopWords } from './stop-words.ts'

/**
 * Relaxes a query that matches nothing: unquoted phrases become separate words, and "10.2(b)" becomes the number 10.2. Null if it
 * contains neither.
 */
export function relaxQuery(query: Query): Query | null {
  const groups = query.groups.flatMap((group) => {
    const [clause, ...others] = group
    return clause && others.length === 0 && !isWord(clause) && !clause.isExact
      ? toWords(clause).map((word) => [word])
      : [group]
  })
  return groups.length === query.groups.length && !query.groups.flat().some(({ section }) => section)
    ? null
    : { ...query, groups }
}

function toWords(clause: Clause): Clause[] {
  if (clause.section) return [toClause(clause.section.number)]
  const terms = clause.tokens.filter((token) => token.positionLength === 1).map((token) => token.term)
  const discriminative = terms.filter((term) => !stopWords.has(term))
  return (discriminative.length > 0 ? discriminative : terms).map((term) => toClause(term))
}
