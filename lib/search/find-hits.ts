import { findCandidates, hasCandidate } from './candidates.ts'
import { type Clause, firstTerm, isFiller, isWord } from './clauses.ts'
import { Hits } from './hits.ts'
import { allOf, anyOf, toAsidesCondition, toBestCondition, toCondition, toExclusion } from './index-query.ts'
import { loosen } from './loosen.ts'
import { findNearSpellings } from './near-spellings.ts'
import { pageKey, readPages } from './pages.ts'
import type { Query } from './query-language.ts'
import type { Reading } from './reading.ts'
import { maxTotal } from './schema.ts'
import type { Scope } from './scope.ts'
import { findTitled } from './titles.ts'

const bestAtMost = 200

/** Whatever a search has found so far, and the query as it was widened or loosened to find it. */
export type Finding = { hits: Hits; query: Query; isPartial: boolean; isLoose: boolean }

/**
 * Looks for passages with everything that is asked. Where there are none, words that stand nowhere in scope are replaced by near
 * spellings; where there are still none, what was typed in a row is taken as single words, and then a part of it is enough.
 */
export async function findHits(read: Reading, scope: Scope, query: Query, newest: number): Promise<Finding> {
  const find = (asked: Query, isPartial = false) => collect(read, scope, { query: asked, isPartial, newest })
  const strict = await find(query)
  if (strict.pageCount > 0) return { hits: strict, query, isPartial: false, isLoose: false }
  const absent = await findAbsent(read, scope, query, newest)
  let widened = query
  for (const isWide of absent.size > 0 ? [false, true] : []) {
    const next = await widen(read, query, absent, isWide)
    if (!next) continue
    widened = next
    const hits = await find(widened)
    if (hits.pageCount > 0) return { hits, query: widened, isPartial: false, isLoose: false }
  }
  const loose = loosen(widened)
  if (loose) {
    const hits = await find(loose)
    if (hits.pageCount > 0) return { hits, query: loose, isPartial: false, isLoose: true }
  }
  const asked = loose ?? widened
  const isLoose = loose !== null
  if (asked.groups.length < 2) return { hits: strict, query, isPartial: false, isLoose: false }
  const hits = await find(asked, true)
  return { hits, query: asked, isPartial: hits.pageCount > 0, isLoose }
}

/** The hits of a query as it stands. */
export async function collect(
  read: Reading,
  scope: Scope,
  search: { query: Query; isPartial: boolean; newest: number },
): Promise<Hits> {
  const { query, isPartial, newest } = search
  const hits = new Hits(query, isPartial)
  const titled = await findTitledWords(read, scope, query)
  const groups = query.groups.map((group) =>
    anyOf(group.map((clause) => toCondition(clause, isWord(clause) ? titled.get(firstTerm(clause)) : []))),
  )
  const without = allOf(query.without.map(toExclusion))
  for (const condition of isPartial ? partialConditions(groups) : [allOf(groups)]) {
    const take = (candidates: Parameters<Hits['take']>[0]) => {
      hits.take(candidates)
      return hits.pageCount >= maxTotal ? 'enough' : 'more'
    }
    const { isWhole } = await findCandidates(read, scope, { condition, without, newest }, take)
    for (const best of isWhole ? [] : [toAsidesCondition(query.asides), toBestCondition(query.groups)]) {
      if (best === null) continue
      let seen = 0
      const better = { condition: allOf([condition, best]), without, newest }
      await findCandidates(read, scope, better, (candidates) => {
        hits.take(candidates)
        seen += candidates.length
        return seen >= bestAtMost ? 'enough' : 'more'
      })
    }
    await followOverEnds(read, hits)
    if (hits.pageCount > 0) break
  }
  return hits
}

/** Where a passage ends amid a phrase, its page says whether the phrase goes on. */
async function followOverEnds(read: Reading, hits: Hits): Promise<void> {
  const open = hits.takeOpen()
  if (open.length === 0) return
  const pages = await readPages(read, 'text', open)
  for (const candidate of open) hits.takeWithRest(candidate, pages.get(pageKey(candidate)) ?? '')
}

/** All but one group; where no passage has that, any of them. */
function partialConditions(groups: readonly (string | null)[]): (string | null)[] {
  const allButOne = groups.map((_, left) => allOf(groups.filter((_, index) => index !== left)))
  return groups.length > 2 ? [anyOf(allButOne), anyOf(groups)] : [anyOf(groups)]
}

/** The words that no passage in scope has. */
async function findAbsent(read: Reading, scope: Scope, query: Query, newest: number): Promise<Set<string>> {
  const absent = new Set<string>()
  for (const clause of query.groups.flat()) {
    const condition = isWord(clause) ? toCondition(clause) : null
    if (condition === null || (await hasCandidate(read, scope, condition, newest))) continue
    absent.add(firstTerm(clause))
  }
  return absent
}

/** The query with near spellings for the words that stand nowhere; null where there are none. */
async function widen(read: Reading, query: Query, absent: Set<string>, isWide: boolean): Promise<Query | null> {
  const similar = new Map<string, string[]>()
  for (const term of absent) similar.set(term, await findNearSpellings(read, term, isWide))
  if ([...similar.values()].every((words) => words.length === 0)) return null
  const replace = (clause: Clause) =>
    isWord(clause) ? { ...clause, similar: similar.get(firstTerm(clause)) ?? [] } : clause
  return { ...query, groups: query.groups.map((group) => group.map(replace)) }
}

/** Titles count beside other words: a title alone is no passage. */
async function findTitledWords(read: Reading, scope: Scope, query: Query): Promise<Map<string, string[]>> {
  const words = query.groups.flat().filter((clause) => isWord(clause) && !isFiller(clause))
  if (query.groups.length < 2) return new Map()
  return findTitled(read, scope, [...new Set(words.map(firstTerm))])
}
