import type { Match } from './matching.ts'

/** What is known of a passage when it is ranked; one entry of each list for each group of the query. */
export type Evidence = {
  matches: Match[][]
  isInHeading: boolean[]
  isInTitle: boolean[]
  /** How telling each group is, from how many candidates have it. */
  weights: readonly number[]
  /** What need not be there, and counts as a part of the query's weight. */
  asides: readonly { weight: number; isMet: boolean }[]
  /** Characters in the passage. */
  length: number
  isContents: boolean
  /** It says what a word that was asked for means, or is the clause whose number was. */
  isDefinition: boolean
}

const usualLength = 700

/**
 * How well a passage answers, from 0 to 1: how much of the query it has, how often and in which form, how close together, whether
 * its headings and its document's title speak of it. It depends on the passage and the query alone, so that lists stay in order.
 */
export function rank(evidence: Evidence): number {
  const { matches, isInHeading, isInTitle, weights } = evidence
  let weight = 0
  let covered = 0
  let body = 0
  let heading = 0
  let title = 0
  for (const [group, found] of matches.entries()) {
    const share = weights[group] ?? 1
    weight += share
    if (found.length > 0 || isInHeading[group] || isInTitle[group]) covered += share
    body += share * frequency(found, evidence.length)
    if (isInHeading[group]) heading += share
    if (isInTitle[group]) title += share
  }
  if (weight === 0) return 0
  const whole = evidence.asides.reduce((sum, aside) => sum + aside.weight, weight)
  const had = evidence.asides.reduce((sum, aside) => sum + (aside.isMet ? aside.weight : 0), covered)
  const closeness = matches.length > 1 ? proximity(matches) : body / weight
  const merit =
    0.38 * (body / weight) +
    0.26 * closeness +
    0.14 * (heading / weight) +
    0.06 * (title / weight) +
    (evidence.isDefinition ? 0.16 : 0)
  const score = (had / whole) ** 2 * merit * (evidence.isContents ? 0.6 : 1)
  return Math.round(score * 10_000) / 10_000
}

/** BM25's measure of how often, for one group: from 0 to 1, less for long passages and for other forms of the word. */
function frequency(matches: readonly Match[], length: number): number {
  if (matches.length === 0) return 0
  const quality = matches.reduce((best, match) => Math.max(best, match.quality), 0)
  const drag = 0.8 * (0.4 + (0.6 * length) / usualLength)
  return quality * (matches.length / (matches.length + drag))
}

/** 1 where all groups stand side by side, less the further apart the nearest of them are; in the order typed counts a little more. */
function proximity(matches: readonly Match[][]): number {
  const present = matches.filter((found) => found.length > 0).length
  if (present < 2) return 0
  const places = matches.flatMap((found, group) => found.map(({ start, end }) => ({ group, start, end })))
  places.sort((a, b) => a.start - b.start)
  const latest = new Map<number, { start: number; end: number }>()
  let best = 0
  for (const place of places) {
    latest.delete(place.group)
    latest.set(place.group, place)
    if (latest.size < present) continue
    let first = place.start
    let least = present - 1
    let isOrdered = true
    let before = -1
    for (const [group, { start, end }] of latest) {
      first = Math.min(first, start)
      least += end - start
      isOrdered &&= group > before
      before = group
    }
    best = Math.max(best, Math.min(1, least / (place.end - first)) * (isOrdered ? 1 : 0.85))
  }
  return best * (present / matches.length)
}

/** How telling a group is that `having` of `all` candidates have. */
export function weightOf(having: number, all: number): number {
  return Math.round(Math.log(2 + all / (having + 1)) * 100) / 100
}
