import type { TextRange } from '#lib/documents/passage-link.ts'
import { mergeRanges } from '#lib/documents/passage-link.ts'
import { Matcher } from '#lib/search/matching.ts'
import { parseQuery } from '#lib/search/query-language.ts'
import { foldText } from './fold-text.ts'

/** One match: a single range, or the words of a passage that match the query together. */
export type FindMatch = { page: number; ranges: readonly TextRange[] }

export const maxMatches = 5000

/**
 * Finds a query in the texts of the pages, in reading order: literally, except for case, accents, line breaks and the kind of
 * quotation mark; a query of one word or one phrase also in the other forms that the search accepts. At most `maxMatches`.
 */
export function findInPages(pages: readonly string[], query: string): FindMatch[] {
  const needle = foldText(query).folded.trim()
  const { groups } = parseQuery(query)
  const only = groups.length === 1 ? groups[0] : undefined
  const matcher = only ? new Matcher(only) : null
  const found: FindMatch[] = []
  if (needle === '') return found
  for (const [index, text] of pages.entries()) {
    const literal = occurrences(text, needle)
    const otherForms = matcher ? matcher.find(text).flat() : []
    const ranges = joinOverlapping([...literal, ...otherForms.map(({ start, end }): TextRange => [start, end])])
    for (const range of ranges) {
      if (found.length >= maxMatches) return found
      found.push({ page: index + 1, ranges: [range] })
    }
  }
  return found
}

/** Adds passages of the search that overlap no match, in reading order. */
export function addPassages(matches: readonly FindMatch[], passages: readonly FindMatch[]): FindMatch[] {
  const matchesByPage = Map.groupBy(matches, ({ page }) => page)
  const isNew = (passage: FindMatch) =>
    passage.ranges.length > 0 &&
    !(matchesByPage.get(passage.page) ?? []).some((match) =>
      match.ranges.some((range) => overlapsAny(range, passage.ranges)),
    )
  const added = passages.filter(isNew).map((passage) => ({ ...passage, ranges: mergeRanges(passage.ranges) }))
  return [...matches, ...added].sort((a, b) => a.page - b.page || startOf(a) - startOf(b))
}

/** The index of the first match on a page or after it; 0 where there is none. */
export function firstMatchFrom(matches: readonly FindMatch[], page: number): number {
  const index = matches.findIndex((match) => match.page >= page)
  return Math.max(index, 0)
}

function occurrences(text: string, needle: string): TextRange[] {
  const { folded, offsets } = foldText(text)
  const found: TextRange[] = []
  for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, at + needle.length)) {
    const last = at + needle.length - 1
    found.push([offsets[at] ?? 0, (offsets[last] ?? 0) + 1])
  }
  return found
}

/** Unlike mergeRanges, it keeps adjacent matches apart. */
function joinOverlapping(ranges: readonly TextRange[]): TextRange[] {
  const joined: [number, number][] = []
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    const last = joined.at(-1)
    if (last && start < last[1]) last[1] = Math.max(last[1], end)
    else joined.push([start, end])
  }
  return joined
}

function overlapsAny([start, end]: TextRange, others: readonly TextRange[]): boolean {
  return others.some((other) => start < other[1] && other[0] < end)
}

function startOf(match: FindMatch): number {
  return match.ranges[0]?.[0] ?? 0
}
