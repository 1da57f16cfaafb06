import type { Match } from './matching.ts'

const maxLength = 360
const lead = 90

export type Snippet = { start: number; end: number; text: string; highlights: [number, number][] }

/**
 * The part of a text that shows the most of what was found in it, cut between words, its line breaks as blanks. Offsets of the
 * snippet are into the text; those of the highlights into the snippet.
 */
export function cutSnippet(text: string, matches: readonly Match[][]): Snippet {
  const ranges = mergeRanges(matches.flat())
  const { start, end } =
    text.length <= maxLength * 1.25 ? { start: 0, end: text.length } : bestWindow(text, matches, ranges)
  const highlights = ranges
    .filter(([from, to]) => from >= start && to <= end)
    .map(([from, to]): [number, number] => [from - start, to - start])
  return { start, end, text: text.slice(start, end).replace(/[\r\n\f\t]/g, ' '), highlights }
}

function bestWindow(
  text: string,
  matches: readonly Match[][],
  ranges: [number, number][],
): { start: number; end: number } {
  let best = { value: -1, from: 0, to: 0 }
  for (const [from] of ranges) {
    const isNear = (match: Match) => match.end <= from + maxLength - lead
    const inside = (match: Match) => match.start >= from && (match.start === from || isNear(match))
    const groups = matches.filter((found) => found.some(inside)).length
    const covered = matches.flat().filter(inside)
    const value = groups * 100 + covered.reduce((sum, match) => sum + match.quality, 0)
    if (value > best.value) best = { value, from, to: Math.max(...covered.map((match) => match.end), from) }
  }
  const start = sentenceStart(text, best.from) ?? wordStart(text, Math.max(0, best.from - lead))
  const end = wordEnd(text, Math.min(text.length, Math.max(start + maxLength, best.to)))
  return { start, end }
}

/** The beginning of the sentence that `at` stands in, when it is near. */
function sentenceStart(text: string, at: number): number | null {
  const from = Math.max(0, at - lead * 1.5)
  const ends = [...text.slice(from, at).matchAll(/[.;:!?]["”’)]*\s+|\n\s*\n/g)]
  const last = ends.at(-1)
  if (last) return from + last.index + last[0].length
  return from === 0 ? 0 : null
}

function wordStart(text: string, at: number): number {
  if (at === 0) return 0
  const blank = text.slice(at, at + 30).search(/\s/)
  return blank < 0 ? at : at + blank + 1
}

function wordEnd(text: string, at: number): number {
  if (at >= text.length) return text.length
  const blank = text.slice(at, at + 30).search(/\s/)
  return blank < 0 ? at : at + blank
}

/** The ranges of all matches, those that overlap as one. */
function mergeRanges(matches: readonly Match[]): [number, number][] {
  const merged: [number, number][] = []
  for (const { start, end } of [...matches].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1)
    if (last && start < last[1]) last[1] = Math.max(last[1], end)
    else merged.push([start, end])
  }
  return merged
}
