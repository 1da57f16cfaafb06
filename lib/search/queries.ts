import { availableParallelism } from 'node:os'
import type { Principal } from '#lib/core/auth/principal.ts'
import { sharedFairLimiter } from '#lib/core/concurrency/fair-limiter.ts'
import { isId } from '#lib/core/db/id.ts'
import { decodeCursor, encodeCursor } from '#lib/core/http/lists/cursor.ts'
import { boxesFor, unpackWords } from '#lib/core/pdf/word-boxes.ts'
import { findNewest } from './candidates.ts'
import { isWord } from './clauses.ts'
import { readCoverage } from './coverage.ts'
import { type SearchCursor, searchCursor } from './cursor.ts'
import { collect, type Finding, findHits } from './find-hits.ts'
import { comparePlaces, type Hit, placeOf } from './hits.ts'
import { loosen } from './loosen.ts'
import { pageKey, readPages } from './pages.ts'
import { parseQuery, type Query } from './query-language.ts'
import { type Reading, withReading } from './reading.ts'
import { maxTotal, type SearchInput, type SearchItem, type SearchReply } from './schema.ts'
import { findScope, type Narrowed, type Scope } from './scope.ts'
import { cutSnippet } from './snippet.ts'
import { tokenize } from './tokens.ts'

const maxSimilar = 12

/** PostgreSQL works on the same processors, where it is the embedded one. */
const processors = availableParallelism()

/**
 * Searches run few at a time, and of one person half as many as there are processors, so that connections and processors remain for
 * short reads: each search holds two of the pool's connections.
 */
const limiter = sharedFairLimiter('search', {
  running: Math.min(4, Math.max(2, processors)),
  runningPerKey: Math.min(2, Math.max(1, Math.floor(processors / 2))),
  waiting: 128,
  waitingPerGroup: 32,
})

/**
 * The pages that answer a query, best first, from what the asker may read: current versions of documents that are not in the
 * trash. An unknown or foreign matter or document narrows it to nothing. Throws `request.malformed` for a foreign cursor,
 * `server.overloaded` where the asker has too many searches waiting; one that is aborted leaves the queue.
 */
export async function search(principal: Principal, input: SearchInput, signal?: AbortSignal): Promise<SearchReply> {
  const cursor = input.cursor === undefined ? null : decodeCursor(input.cursor, searchCursor)
  const narrowed = {
    matterId: input.matterId?.toLowerCase() ?? null,
    documentId: input.documentId?.toLowerCase() ?? null,
  }
  if (Object.values(narrowed).some((id) => id !== null && !isId(id))) return nothing
  const query = parseQuery(input.q)
  const [found, coverage] = await limiter.run({ key: principal.userId, signal }, () =>
    Promise.all([
      withReading((read) => find(read, principal, narrowed, query, cursor, input.limit)),
      readCoverage(principal.userId, narrowed),
    ]),
  )
  return { ...found, coverage }
}

const nothing: SearchReply = {
  items: [],
  total: 0,
  coverage: { documents: 0, pages: 0, unreadablePages: 0 },
  spelling: [],
  isPartial: false,
  nextCursor: null,
}

async function find(
  read: Reading,
  principal: Principal,
  narrowed: Narrowed,
  query: Query,
  cursor: SearchCursor | null,
  limit: number,
): Promise<SearchReply> {
  const scope = query.groups.length === 0 ? null : await findScope(read, principal.userId, narrowed)
  if (scope === null) return nothing
  const newest = cursor?.newest ?? (await findNewest(read))
  const finding = cursor ? await goOn(read, scope, query, cursor) : await findHits(read, scope, query, newest)
  const weights = cursor?.weights ?? finding.hits.weights()
  const ranked = finding.hits.ranked(weights).slice(0, maxTotal)
  const rest = cursor ? ranked.filter((hit) => comparePlaces(placeOf(hit), cursor.after) > 0) : ranked
  const shown = rest.slice(0, limit)
  const last = shown.at(-1)
  const spelling = readSpelling(finding.query, ranked)
  const next = (after: Hit) =>
    encodeCursor({
      newest,
      similar: finding.query.groups
        .flat()
        .map((clause) => spelling.find((each) => each.typed === clause.typed)?.found ?? []),
      isPartial: finding.isPartial,
      isLoose: finding.isLoose,
      weights,
      after: placeOf(after),
    } satisfies SearchCursor)
  return {
    ...nothing,
    items: await presentHits(read, shown),
    total: ranked.length,
    spelling,
    isPartial: finding.isPartial || (finding.isLoose && ranked.length > 0),
    nextCursor: last && rest.length > shown.length ? next(last) : null,
  }
}

/** The same search as the page before had it, widened in the same way. */
async function goOn(read: Reading, scope: Scope, query: Query, cursor: SearchCursor): Promise<Finding> {
  const { isPartial, isLoose, newest } = cursor
  const asked = (isLoose ? loosen(query) : null) ?? query
  let at = 0
  const groups = asked.groups.map((group) =>
    group.map((clause) => ({ ...clause, similar: cursor.similar[at++] ?? [] })),
  )
  const same = { ...asked, groups }
  return { hits: await collect(read, scope, { query: same, isPartial, newest }), query: same, isPartial, isLoose }
}

/**
 * Which near spellings were really met, the most frequent first. Only words of what the asker may read are ever named, and where
 * none was met nothing is said: that there are such words at all may be known from what others have.
 */
function readSpelling(query: Query, hits: readonly Hit[]): SearchReply['spelling'] {
  return query.groups.flatMap((group, index) =>
    group
      .filter((clause) => isWord(clause) && clause.similar.length > 0)
      .map((clause) => {
        const counts = new Map<string, number>()
        for (const { candidate, matches } of hits) {
          for (const { start, end } of matches[index] ?? []) {
            const term = tokenize(candidate.text.slice(start, end))[0]?.term ?? ''
            if (clause.similar.includes(term)) counts.set(term, (counts.get(term) ?? 0) + 1)
          }
        }
        const found = [...counts].sort((a, b) => b[1] - a[1]).map(([term]) => term)
        return { typed: clause.typed, found: found.slice(0, maxSimilar) }
      })
      .filter(({ found }) => found.length > 0),
  )
}

async function presentHits(read: Reading, hits: readonly Hit[]): Promise<SearchItem[]> {
  const pages = await readPages(
    read,
    'words',
    hits.map(({ candidate }) => candidate),
  )
  return hits.map(({ candidate, marks, score }) => {
    const snippet = cutSnippet(candidate.text, marks)
    const start = candidate.start + snippet.start
    const boxes = unpackWords(pages.get(pageKey(candidate)) ?? new Uint8Array())
    return {
      documentId: candidate.documentId,
      matterId: candidate.matterId,
      title: candidate.title,
      version: candidate.version,
      page: candidate.page,
      passage: { start, end: candidate.start + snippet.end },
      headingPath: candidate.headingPath,
      snippet: { text: snippet.text, highlights: snippet.highlights },
      boxes: snippet.highlights.flatMap(([from, to]) => boxesFor(boxes, start + from, start + to)),
      score,
    }
  })
}
