import { availableParallelism } from 'node:os'
import { type Principal, principalKey } from '#lib/core/auth/principal.ts'
import { sharedFairLimiter } from '#lib/core/concurrency/fair-limiter.ts'
import { isId } from '#lib/core/db/id.ts'
import { findNewestPassageId } from './candidates.ts'
import { getCoverage } from './coverage.ts'
import { decodeSearchCursor, encodeSearchCursor } from './cursor.ts'
import { compareSortKeys, type Hit, toSortKey } from './hit.ts'
import { findMatchedSpellings, presentSpelling } from './matched-spellings.ts'
import { presentHits } from './present-hits.ts'
import { parseQuery, type Query } from './query-language.ts'
import { executeWithRelaxation } from './relaxation.ts'
import { resumeQuery } from './resume-query.ts'
import { maxTotal, type SearchInput, type SearchReply } from './schema.ts'
import { getScope, type Scope } from './scope.ts'
import { type RunQuery, withSnapshot } from './snapshot.ts'

/** The embedded PostgreSQL uses the same processors. */
const processors = availableParallelism()

/**
 * Few searches run concurrently, and of one person half as many as there are processors, so that connections and processors remain for
 * short requests: each search holds two of the pool's connections.
 */
const limiter = sharedFairLimiter('search', {
  running: Math.min(4, Math.max(2, processors)),
  runningPerKey: Math.min(2, Math.max(1, Math.floor(processors / 2))),
  waiting: 128,
  waitingPerGroup: 32,
})

/**
 * The pages that match a query, the best first, from the current versions of the documents that the principal may read and that are not
 * in the trash. An unknown or inaccessible matter or document gives no results. Throws `request.malformed` for an invalid cursor and
 * `server.overloaded` if too many of the principal's searches are queued; aborting removes a search from the queue.
 */
export async function search(principal: Principal, input: SearchInput, signal?: AbortSignal): Promise<SearchReply> {
  const cursor = input.cursor === undefined ? null : decodeSearchCursor(input.cursor)
  const restriction = {
    matterId: input.matterId?.toLowerCase() ?? null,
    documentId: input.documentId?.toLowerCase() ?? null,
  }
  if (Object.values(restriction).some((id) => id !== null && !isId(id))) return emptyReply
  const query = parseQuery(input.q)
  const [found, coverage] = await limiter.run({ key: principalKey(principal), signal }, async () => {
    // Before the snapshot is opened: waiting for a connection while holding one could deadlock on the pool.
    const scope = await getScope(principal, restriction)
    const searching = withSnapshot((run) => searchSnapshot(run, scope, query, cursor, input.limit))
    return Promise.all([searching, getCoverage(principal, restriction)])
  })
  return { ...found, coverage }
}

const emptyReply: SearchReply = {
  items: [],
  total: 0,
  coverage: { documents: 0, pages: 0, unreadablePages: 0 },
  spelling: [],
  isPartial: false,
  nextCursor: null,
}

async function searchSnapshot(
  run: RunQuery,
  scope: Scope,
  query: Query,
  cursor: ReturnType<typeof decodeSearchCursor> | null,
  limit: number,
): Promise<SearchReply> {
  if (query.groups.length === 0) return emptyReply
  const newest = cursor?.newest ?? (await findNewestPassageId(run))
  const execution = cursor
    ? await resumeQuery(run, scope, query, cursor)
    : await executeWithRelaxation(run, scope, query, newest)
  const { isRelaxed, isPartial } = execution.relaxation
  const weights = cursor?.weights ?? execution.results.weights()
  const ranked = execution.results.ranked(weights).slice(0, maxTotal)
  const remaining = cursor ? ranked.filter((hit) => compareSortKeys(toSortKey(hit), cursor.after) > 0) : ranked
  const shown = remaining.slice(0, limit)
  const last = shown.at(-1)
  const toCursor = (hit: Hit) =>
    encodeSearchCursor(
      { newest, weights, after: toSortKey(hit), ...execution.relaxation },
      findMatchedSpellings(execution.query, ranked),
    )
  return {
    ...emptyReply,
    items: await presentHits(run, shown),
    total: ranked.length,
    spelling: presentSpelling(execution.query, ranked),
    isPartial: isPartial || (isRelaxed && ranked.length > 0),
    nextCursor: last && remaining.length > shown.length ? toCursor(last) : null,
  }
}
