import type { TextRange } from '#lib/documents/passage-link.ts'
import { mergeRanges } from '#lib/documents/passage-link.ts'
import { Matcher } from '#lib/search/matching.ts'
import { parseQuery } from '#lib/search/query-language.ts'
import { foldText } from './fold-text.ts'

/** One thing that Find found: one stretch, or the words of one passage that together answer the query. */
export type FindMatch = { page: number; ranges: readonly TextRange[] }

export const maxMatches = 5000

/**
 * What stands in the pages as typed (case, accents, line breaks and the kind of quotation mark aside), and, where one word or one
 * phrase is asked for, what search takes it to mean: its other forms too. In the order of the text.
 */
export function findInPages(pages: readonly string[], typed: string): FindMatch[] {
  const needle = foldText(typed).folded.trim()
  const { groups } = parseQuery(typed)
  const only = groups.length === 1 ? groups[0] : undefined
  const matcher = only ? new Matcher(only) : null
  const found: FindMatch[] = []
  if (needle === '') return found
  for (const [index, text] of pages.entries()) {
    const literal = occurrences(text, needle)
    const meant = matcher ? matcher.find(text).flat() : []
    const ranges = joinOverlapping([...literal, ...meant.map(({ start, end }): TextRange => [start, end])])
    for (const range of ranges) {
      if (found.length >= maxMatches) return found
      found.push({ page: index + 1, ranges: [range] })
    }
  }
  return found
}

/** Adds passages that search found, where nothing of them is there already, in the order of the text. */
export function addPassages(matches: readonly FindMatch[], passages: readonly FindMatch[]): FindMatch[] {
  const known = Map.groupBy(matches, ({ page }) => page)
  const isNew = (passage: FindMatch) =>
    passage.ranges.length > 0 &&
    !(known.get(passage.page) ?? []).some((match) => match.ranges.some((range) => overlapsAny(range, passage.ranges)))
  const added = passages.filter(isNew).map((passage) => ({ ...passage, ranges: mergeRanges(passage.ranges) }))
  return [...matches, ...added].sort((a, b) => a.page - b.page || startOf(a) - startOf(b))
}

/** The match that one comes to first from a page: on it or after it, or the first of all. */
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

/** Unlike mergeRanges it leaves two matches that only touch as two. */
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
