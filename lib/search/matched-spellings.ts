import { isWord } from './clauses.ts'
import type { Hit } from './hit.ts'
import type { Query } from './query-language.ts'
import type { SearchReply } from './schema.ts'
import { stem } from './stem.ts'
import { tokenize } from './tokens.ts'

/*
 * Spelling suggestions come from the documents of all tenants. Only those that match in the hits may leave the server, in the reply or in
 * a cursor: the others would reveal words of documents that the person may not read.
 */

const maxPresented = 12

/** The spelling suggestions that occur in the hits, the most frequent first. */
export function presentSpelling(query: Query, hits: readonly Hit[]): SearchReply['spelling'] {
  return query.groups.flatMap((group, index) =>
    group
      .filter((clause) => isWord(clause) && clause.spellings.length > 0)
      .map((clause) => {
        const found = [...countMatchedTerms(hits, index)]
          .filter(([term]) => clause.spellings.includes(term))
          .sort((a, b) => b[1] - a[1])
          .map(([term]) => term)
        return { typed: clause.typed, found: found.slice(0, maxPresented) }
      })
      .filter(({ found }) => found.length > 0),
  )
}

/** For each clause, the spelling suggestions that the hits depend on: those that match in a passage, its headings or its title. */
export function findMatchedSpellings(query: Query, hits: readonly Hit[]): string[][] {
  if (!query.groups.flat().some(({ spellings }) => spellings.length > 0)) return query.groups.flat().map(() => [])
  const labels = new Set(hits.flatMap(({ candidate }) => [candidate.title, ...candidate.headingPath]))
  const labelStems = new Set([...labels].flatMap((label) => tokenize(label).map(({ term }) => stem(term))))
  return query.groups.flatMap((group, index) => {
    const textStems = new Set([...countMatchedTerms(hits, index).keys()].map(stem))
    const isMatched = (spelling: string) => textStems.has(stem(spelling)) || labelStems.has(stem(spelling))
    return group.map(({ spellings }) => spellings.filter(isMatched))
  })
}

/** How often each term occurs among a group's matches in the passages. */
function countMatchedTerms(hits: readonly Hit[], group: number): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { candidate, matches } of hits) {
    for (const { start, end } of matches[group] ?? []) {
      const term = tokenize(candidate.text.slice(start, end))[0]?.term ?? ''
      counts.set(term, (counts.get(term) ?? 0) + 1)
    }
  }
  return counts
}
