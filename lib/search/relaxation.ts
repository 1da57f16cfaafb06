import { type Clause, firstTerm, isWord } from './clauses.ts'
import { executeQuery, findAbsentTerms } from './execute-query.ts'
import type { Query } from './query-language.ts'
import { relaxQuery } from './relax-query.ts'
import type { ResultCollector } from './result-collector.ts'
import type { Scope } from './scope.ts'
import type { RunQuery } from './snapshot.ts'
import { findSpellingSuggestions, type SpellingLookup } from './spelling-suggestions.ts'

/**
 * How a query was changed because it matched nothing as typed. `spellingLookup`: where the spelling suggestions came from;
 * `isRelaxed`: see relaxQuery; `isPartial`: some of the groups are enough.
 */
export type Relaxation = { spellingLookup: SpellingLookup | null; isRelaxed: boolean; isPartial: boolean }

/** The results of a search, with the query as it was finally executed. */
export type Execution = { results: ResultCollector; query: Query; relaxation: Relaxation }

const none: Relaxation = { spellingLookup: null, isRelaxed: false, isPartial: false }

/**
 * Executes a query and, as long as it matches nothing, relaxes it step by step: spelling suggestions for the terms that occur nowhere in
 * scope, then separate words for phrases, then partial matches.
 */
export async function executeWithRelaxation(
  run: RunQuery,
  scope: Scope,
  query: Query,
  newest: number,
): Promise<Execution> {
  const execute = (changed: Query, isPartial = false) => executeQuery(run, scope, { query: changed, isPartial, newest })
  const strict = { results: await execute(query), query, relaxation: none }
  if (strict.results.pageCount > 0) return strict
  const absent = await findAbsentTerms(run, scope, query, newest)
  let current = query
  let spellingLookup: SpellingLookup | null = null
  for (const lookup of absent.size > 0 ? (['edits', 'trigrams'] as const) : []) {
    const corrected = await withSpellings(run, query, absent, lookup)
    if (!corrected) continue
    current = corrected
    spellingLookup = lookup
    const results = await execute(current)
    if (results.pageCount > 0) return { results, query: current, relaxation: { ...none, spellingLookup } }
  }
  const relaxed = relaxQuery(current)
  if (relaxed) {
    const results = await execute(relaxed)
    if (results.pageCount > 0) {
      return { results, query: relaxed, relaxation: { spellingLookup, isRelaxed: true, isPartial: false } }
    }
    current = relaxed
  }
  if (current.groups.length < 2) return strict
  const results = await execute(current, true)
  const relaxation = { spellingLookup, isRelaxed: relaxed !== null, isPartial: results.pageCount > 0 }
  return { results, query: current, relaxation }
}

/** The query with spelling suggestions for the absent terms; null if there are none. */
async function withSpellings(
  run: RunQuery,
  query: Query,
  absent: ReadonlySet<string>,
  lookup: SpellingLookup,
): Promise<Query | null> {
  const suggestions = new Map<string, string[]>()
  for (const term of absent) suggestions.set(term, await findSpellingSuggestions(run, term, lookup))
  if ([...suggestions.values()].every((words) => words.length === 0)) return null
  const correct = (clause: Clause) =>
    isWord(clause) ? { ...clause, spellings: suggestions.get(firstTerm(clause)) ?? [] } : clause
  return { ...query, groups: query.groups.map((group) => group.map(correct)) }
}
