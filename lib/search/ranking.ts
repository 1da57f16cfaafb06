import type { Match } from './match.ts'

/** The ranking features of a passage; each list has one entry for each group of the query. */
export type RankingFeatures = {
  matches: Match[][]
  isInHeading: boolean[]
  isInTitle: boolean[]
  /** The groups' inverse document frequencies. */
  weights: readonly number[]
  /** The stop-word bigrams of the query, which are not required. */
  stopWordBigrams: readonly { weight: number; isMatched: boolean }[]
  /** Characters in the passage. */
  length: number
  isTableOfContents: boolean
  /** The passage defines a term of the query, or is the section that the query refers to. */
  isDefinition: boolean
}

/** BM25's parameters k1 and b, and its average document length, fixed so that a score does not depend on other passages. */
const saturation = 0.8
const lengthNormalization = 0.6
const averageLength = 700

/**
 * The relevance of a passage, from 0 to 1: a weighted sum of term frequency, proximity, matches in headings and title, multiplied by the
 * square of the query's coverage. Depends on the passage and the query alone, so that the order is stable while documents are added.
 */
export function score(features: RankingFeatures): number {
  const { matches, isInHeading, isInTitle, weights } = features
  let totalWeight = 0
  let coveredWeight = 0
  let frequency = 0
  let heading = 0
  let title = 0
  for (const [group, groupMatches] of matches.entries()) {
    const weight = weights[group] ?? 1
    totalWeight += weight
    if (groupMatches.length > 0 || isInHeading[group] || isInTitle[group]) coveredWeight += weight
    frequency += weight * termFrequency(groupMatches, features.length)
    if (isInHeading[group]) heading += weight
    if (isInTitle[group]) title += weight
  }
  if (totalWeight === 0) return 0
  const totalWithBigrams = features.stopWordBigrams.reduce((sum, bigram) => sum + bigram.weight, totalWeight)
  const coveredWithBigrams = features.stopWordBigrams.reduce(
    (sum, bigram) => sum + (bigram.isMatched ? bigram.weight : 0),
    coveredWeight,
  )
  const relevance =
    0.38 * (frequency / totalWeight) +
    0.26 * (matches.length > 1 ? proximity(matches) : frequency / totalWeight) +
    0.14 * (heading / totalWeight) +
    0.06 * (title / totalWeight) +
    (features.isDefinition ? 0.16 : 0)
  const coverage = coveredWithBigrams / totalWithBigrams
  const unrounded = coverage ** 2 * relevance * (features.isTableOfContents ? 0.6 : 1)
  return Math.round(unrounded * 10_000) / 10_000
}

/** BM25's saturating term frequency of one group (Robertson and Zaragoza 2009), from 0 to 1, scaled by the best match's quality. */
function termFrequency(matches: readonly Match[], length: number): number {
  if (matches.length === 0) return 0
  const quality = matches.reduce((best, match) => Math.max(best, match.quality), 0)
  const normalizedLength = 1 - lengthNormalization + (lengthNormalization * length) / averageLength
  return quality * (matches.length / (matches.length + saturation * normalizedLength))
}

/**
 * 1 if all groups are adjacent, less the longer the shortest span that contains them all (minimal-span proximity); spans in the order of
 * the query count more.
 */
function proximity(matches: readonly Match[][]): number {
  const present = matches.filter((groupMatches) => groupMatches.length > 0).length
  if (present < 2) return 0
  const occurrences = matches.flatMap((groupMatches, group) =>
    groupMatches.map(({ start, end }) => ({ group, start, end })),
  )
  occurrences.sort((a, b) => a.start - b.start)
  /** The latest occurrence of each group, in the order of the text. */
  const latest = new Map<number, { start: number; end: number }>()
  let best = 0
  for (const occurrence of occurrences) {
    latest.delete(occurrence.group)
    latest.set(occurrence.group, occurrence)
    if (latest.size < present) continue
    let spanStart = occurrence.start
    let minSpan = present - 1
    let isInOrder = true
    let previousGroup = -1
    for (const [group, { start, end }] of latest) {
      spanStart = Math.min(spanStart, start)
      minSpan += end - start
      isInOrder &&= group > previousGroup
      previousGroup = group
    }
    best = Math.max(best, Math.min(1, minSpan / (occurrence.end - spanStart)) * (isInOrder ? 1 : 0.85))
  }
  return best * (present / matches.length)
}

/** The inverse document frequency of a group that occurs in `matching` of `total` passages, rounded to hundredths. */
export function inverseDocumentFrequency(matching: number, total: number): number {
  return Math.round(Math.log(2 + total / (matching + 1)) * 100) / 100
}
