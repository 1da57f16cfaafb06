import type { Match } from './match.ts'

const maxLength = 360
/** Characters of context before the first highlight. */
const leadLength = 90

/** `start` and `end` are offsets into the text that was cut; the highlights are ranges of the snippet. UTF-16 units, end exclusive. */
export type Snippet = { start: number; end: number; text: string; highlights: [number, number][] }

/**
 * The excerpt of a text that contains the matches of the most groups, cut between words, with line breaks as spaces. `matches` are those
 * of each group.
 */
export function cutSnippet(text: string, matches: readonly Match[][]): Snippet {
  const ranges = mergeRanges(matches.flat())
  const { start, end } =
    text.length <= maxLength * 1.25 ? { start: 0, end: text.length } : findBestWindow(text, matches, ranges)
  const highlights = ranges
    .filter(([from, to]) => from >= start && to <= end)
    .map(([from, to]): [number, number] => [from - start, to - start])
  return { start, end, text: text.slice(start, end).replace(/[\r\n\f\t]/g, ' '), highlights }
}

function findBestWindow(
  text: string,
  matches: readonly Match[][],
  ranges: [number, number][],
): { start: number; end: number } {
  let best = { value: -1, from: 0, to: 0 }
  for (const [from] of ranges) {
    const fits = (match: Match) => match.end <= from + maxLength - leadLength
    const inside = (match: Match) => match.start >= from && (match.start === from || fits(match))
    const groups = matches.filter((found) => found.some(inside)).length
    const covered = matches.flat().filter(inside)
    const value = groups * 100 + covered.reduce((sum, match) => sum + match.quality, 0)
    if (value > best.value) best = { value, from, to: Math.max(...covered.map((match) => match.end), from) }
  }
  const start = sentenceStart(text, best.from) ?? wordStart(text, Math.max(0, best.from - leadLength))
  const end = wordEnd(text, Math.min(text.length, Math.max(start + maxLength, best.to)))
  return { start, end }
}

/** The start of the sentence that contains `at`, if it is near; otherwise null. */
function sentenceStart(text: string, at: number): number | null {
  const from = Math.max(0, at - leadLength * 1.5)
  const sentenceEnds = [...text.slice(from, at).matchAll(/[.;:!?]["”’)]*\s+|\n\s*\n/g)]
  const last = sentenceEnds.at(-1)
  if (last) return from + last.index + last[0].length
  return from === 0 ? 0 : null
}

function wordStart(text: string, at: number): number {
  if (at === 0) return 0
  const space = text.slice(at, at + 30).search(/\s/)
  return space < 0 ? at : at + space + 1
}

function wordEnd(text: string, at: number): number {
  if (at >= text.length) return text.length
  const space = text.slice(at, at + 30).search(/\s/)
  return space < 0 ? at : at + space
}

/** The ranges of all matches, with overlapping ones merged. */
function mergeRanges(matches: readonly Match[]): [number, number][] {
  const merged: [number, number][] = []
  for (const { start, end } of [...matches].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1)
    if (last && start < last[1]) last[1] = Math.max(last[1], end)
    else merged.push([start, end])
  }
  return merged
}
