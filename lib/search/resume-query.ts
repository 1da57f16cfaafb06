import { type Clause, firstTerm } from './clauses.ts'
import type { SearchPosition, SpellingFilter } from './cursor.ts'
import { executeQuery } from './execute-query.ts'
import type { Query } from './query-language.ts'
import { relaxQuery } from './relax-query.ts'
import type { Execution } from './relaxation.ts'
import type { Scope } from './scope.ts'
import type { RunQuery } from './snapshot.ts'
import { findSpellingSuggestions } from './spelling-suggestions.ts'

/** Executes the query of the previous page again, with the same relaxation and the same spelling suggestions. */
export async function resumeQuery(
  run: RunQuery,
  scope: Scope,
  query: Query,
  position: SearchPosition & { spellingFilters: SpellingFilter[] },
): Promise<Execution> {
  const { newest, spellingLookup, isRelaxed, isPartial } = position
  const relaxed = (isRelaxed ? relaxQuery(query) : null) ?? query
  let index = 0
  const resume = async (clause: Clause): Promise<Clause> => {
    const filter = position.spellingFilters[index++]
    if (!spellingLookup || !filter) return clause
    return { ...clause, spellings: await findSpellingSuggestions(run, firstTerm(clause), spellingLookup, filter) }
  }
  const groups: Clause[][] = []
  for (const group of relaxed.groups) {
    const clauses: Clause[] = []
    for (const clause of group) clauses.push(await resume(clause))
    groups.push(clauses)
  }
  const resumed = { ...relaxed, groups }
  const results = await executeQuery(run, scope, { query: resumed, isPartial, newest })
  return { results, query: resumed, relaxation: { spellingLookup, isRelaxed, isPartial } }
}
