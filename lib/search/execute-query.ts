import { type Candidate, findCandidates, hasCandidate } from './candidates.ts'
import { type Clause, firstTerm, isStopWord, isWord } from './clauses.ts'
import { allOf, anyOf, toCondition, toExclusion, toLikelyBestCondition, toNamesCondition } from './index-query.ts'
import { pageKey, readPages } from './pages.ts'
import type { Query } from './query-language.ts'
import { ResultCollector } from './result-collector.ts'
import { maxTotal } from './schema.ts'
import type { Scope } from './scope.ts'
import type { RunQuery } from './snapshot.ts'
import { findDocumentsByTitleWord } from './titles.ts'

/** Candidates read in addition, of those that are likely to rank first, when the search stops before the oldest passages. */
const maxLikelyBest = 200

/** Finds the passages up to the id `newest` that match a query as it is. With `isPartial`, some of its groups are enough. */
export async function executeQuery(
  run: RunQuery,
  scope: Scope,
  search: { query: Query; isPartial: boolean; newest: number },
): Promise<ResultCollector> {
  const { query, isPartial, newest } = search
  const results = new ResultCollector(query, isPartial)
  const titled = await findTitledDocuments(run, scope, query)
  const groups = query.groups.map((group) =>
    anyOf(group.map((clause) => toCondition(clause, isWord(clause) ? titled.get(firstTerm(clause)) : []))),
  )
  const exclusion = allOf(query.excluded.map(toExclusion))
  for (const condition of isPartial ? partialConditions(groups) : [allOf(groups)]) {
    const add = (candidates: Candidate[]) => {
      results.add(candidates)
      return results.pageCount >= maxTotal ? 'stop' : 'continue'
    }
    const { isExhaustive } = await findCandidates(run, scope, { condition, exclusion, newest }, add)
    if (!isExhaustive) await addLikelyBest(run, scope, { query, condition, exclusion, newest }, results)
    await extendIncomplete(run, results)
    if (results.pageCount > 0) break
  }
  return results
}

async function addLikelyBest(
  run: RunQuery,
  scope: Scope,
  search: { query: Query; condition: string | null; exclusion: string | null; newest: number },
  results: ResultCollector,
): Promise<void> {
  const { query, exclusion, newest } = search
  for (const likelyBest of [toNamesCondition(query.stopWordBigrams), toLikelyBestCondition(query.groups)]) {
    if (likelyBest === null) continue
    let count = 0
    const condition = allOf([search.condition, likelyBest])
    await findCandidates(run, scope, { condition, exclusion, newest }, (candidates) => {
      results.add(candidates)
      count += candidates.length
      return count >= maxLikelyBest ? 'stop' : 'continue'
    })
  }
}

/** A phrase may continue after the end of its passage: the text of the page decides. */
async function extendIncomplete(run: RunQuery, results: ResultCollector): Promise<void> {
  const incomplete = results.drainIncomplete()
  if (incomplete.length === 0) return
  const pages = await readPages(run, 'text', incomplete)
  for (const candidate of incomplete) results.addExtended(candidate, pages.get(pageKey(candidate)) ?? '')
}

/** All groups but one; if no passage has those, any group. */
function partialConditions(groups: readonly (string | null)[]): (string | null)[] {
  const allButOne = groups.map((_, omitted) => allOf(groups.filter((_, index) => index !== omitted)))
  return groups.length > 2 ? [anyOf(allButOne), anyOf(groups)] : [anyOf(groups)]
}

/** The terms of the query that no passage in scope contains. */
export async function findAbsentTerms(run: RunQuery, scope: Scope, query: Query, newest: number): Promise<Set<string>> {
  const absent = new Set<string>()
  for (const clause of query.groups.flat()) {
    const condition = isWord(clause) ? toCondition(clause) : null
    if (condition === null || (await hasCandidate(run, scope, condition, newest))) continue
    absent.add(firstTerm(clause))
  }
  return absent
}

/** The ids of the documents whose title contains a word of the query. Titles only count beside other words. */
async function findTitledDocuments(run: RunQuery, scope: Scope, query: Query): Promise<Map<string, string[]>> {
  if (query.groups.length < 2) return new Map()
  const words = query.groups.flat().filter((clause: Clause) => isWord(clause) && !isStopWord(clause))
  return findDocumentsByTitleWord(run, scope, [...new Set(words.map(firstTerm))])
}
