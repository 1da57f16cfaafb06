import { type Clause, isWord, toClause } from './clauses.ts'
import type { Query } from './query-language.ts'
import { stopWords } from './stop-words.ts'

/**
 * The query with single words in the place of words in a row that stood outside quotation marks, and with the number alone of
 * "10.2(b)"; null where it has neither. For when nothing was found as it was typed.
 */
export function loosen(query: Query): Query | null {
  const groups = query.groups.flatMap((group) => {
    const [clause, ...others] = group
    return clause && others.length === 0 && !isWord(clause) && !clause.isExact
      ? words(clause).map((word) => [word])
      : [group]
  })
  return groups.length === query.groups.length && !query.groups.flat().some(({ place }) => place)
    ? null
    : { ...query, groups }
}

function words(clause: Clause): Clause[] {
  if (clause.place) return [toClause(clause.place.number)]
  const terms = clause.tokens.filter((token) => token.span === 1).map((token) => token.term)
  const telling = terms.filter((term) => !stopWords.has(term))
  return (telling.length > 0 ? telling : terms).map((term) => toClause(term))
}
