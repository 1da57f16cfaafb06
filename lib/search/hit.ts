import type { Candidate } from './candidates.ts'
import type { Match } from './match.ts'

/** A passage that matches the query. `matches` are those of each group; `highlights` also those of bigrams that are names. */
export type Hit = { candidate: Candidate; matches: Match[][]; highlights: Match[][]; score: number }

/** The sort key of a result page, for keyset pagination: unique, because a page is one result. */
export type SortKey = [score: number, documentId: string, page: number]

export function toSortKey(hit: Hit): SortKey {
  return [hit.score, hit.candidate.documentId, hit.candidate.page]
}

/** The best first; of equal ones the newer document (ids are UUIDv7), and within a document the earlier page. */
export function compareSortKeys(a: SortKey, b: SortKey): number {
  if (a[0] !== b[0]) return b[0] - a[0]
  if (a[1] !== b[1]) return a[1] < b[1] ? 1 : -1
  return a[2] - b[2]
}

/** By sort key, and on one page the earlier passage first. */
export function compareHits(a: Hit, b: Hit): number {
  return compareSortKeys(toSortKey(a), toSortKey(b)) || a.candidate.start - b.candidate.start
}
