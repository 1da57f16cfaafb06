import type { Edges } from './page-geometry.ts'

/** Characters without white space between them, on one line. `isTouching`: no white space before it (Chinese, Japanese). */
export type Word = Edges & { from: number; to: number; isTouching: boolean }

/** A run of words as PDFium parts them; its edges, and twice the middles of its first and last character. */
export type Line = Edges & { words: Word[]; startX: number; startY: number; endX: number; endY: number }

/** Which way a line runs on the page as shown: quarter turns clockwise from left to right. */
type Turn = 0 | 1 | 2 | 3

/** Lines of one direction, as if the page had been turned so that they run from left to right. */
type Block = { turn: Turn; lines: Line[] }

/**
 * Brings lines into reading order and says before which a paragraph ends. PDFium orders lines that run down the page from left to
 * right, which is backwards, and ends a line at each jump to the side (cells of a table): rows become one line again.
 */
export function orderLines(lines: readonly Line[]): { words: Word[]; isAfterGap: boolean }[] {
  return blocksOf(lines).flatMap((block) => {
    const rows = joinRows(uprightLines(block))
    const pitch = usualPitch(rows)
    return rows.map((row, index) => {
      const before = rows[index - 1]
      return { words: row.words, isAfterGap: !before || isParagraphEnd(before, row, pitch) }
    })
  })
}

function blocksOf(lines: readonly Line[]): Block[] {
  const blocks: Block[] = []
  for (const line of lines) {
    const block = blocks.at(-1)
    const turn = turnOf(line) ?? block?.turn ?? 0
    if (block && block.turn === turn) block.lines.push(line)
    else blocks.push({ turn, lines: [line] })
  }
  // From right to left runs Arabic as well as what stands on its head: only the latter goes up the page from line to line.
  for (const block of blocks) if (block.turn === 2 && !goesUp(block.lines)) block.turn = 0
  return blocks
}

/** Null for a single character. */
function turnOf(line: Line): Turn | null {
  const across = line.endX - line.startX
  const down = line.endY - line.startY
  if (across === 0 && down === 0) return null
  if (Math.abs(across) >= Math.abs(down)) return across >= 0 ? 0 : 2
  return down > 0 ? 1 : 3
}

function uprightLines({ turn, lines }: Block): Line[] {
  if (turn === 0) return lines
  const turned = lines.map((line) => ({ ...line, ...uprightEdges(line, turn) }))
  return turn !== 2 && goesUp(turned) ? turned.reverse() : turned
}

function uprightEdges({ left, top, right, bottom }: Edges, turn: Turn): Edges {
  if (turn === 1) return { left: top, right: bottom, top: -right, bottom: -left }
  if (turn === 2) return { left: -right, right: -left, top: -bottom, bottom: -top }
  return { left: -bottom, right: -top, top: left, bottom: right }
}

function goesUp(lines: readonly Line[]): boolean {
  let up = 0
  let down = 0
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1]
    if (before && line.bottom < before.bottom) up++
    if (before && line.bottom > before.bottom) down++
  }
  return up > down
}

function joinRows(lines: readonly Line[]): Line[] {
  const joined: Line[] = []
  for (const line of lines) {
    const before = joined.at(-1)
    if (before && isSameRow(before, line)) {
      before.words.push(...line.words)
      grow(before, line)
    } else joined.push(line)
  }
  return joined
}

function isSameRow(before: Line, line: Line): boolean {
  const overlap = Math.min(before.bottom, line.bottom) - Math.max(before.top, line.top)
  const height = Math.min(before.bottom - before.top, line.bottom - line.top)
  return overlap > 0.6 * height && line.left >= before.right - 1
}

/** The median distance from one line to the next below it. */
function usualPitch(lines: readonly Line[]): number {
  const pitches: number[] = []
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1]
    const pitch = before ? line.bottom - before.bottom : 0
    if (pitch > 0 && pitch < 4 * (line.bottom - line.top)) pitches.push(pitch)
  }
  pitches.sort((a, b) => a - b)
  return pitches[pitches.length >> 1] ?? 0
}

function isParagraphEnd(before: Line, line: Line, pitch: number): boolean {
  const height = Math.min(before.bottom - before.top, line.bottom - line.top)
  const step = line.bottom - before.bottom
  if (step < -0.5 * height) return true
  return step > 1.3 * pitch && line.top - before.bottom > 0.35 * height
}

export function grow(edges: Edges, by: Edges): void {
  if (by.left < edges.left) edges.left = by.left
  if (by.top < edges.top) edges.top = by.top
  if (by.right > edges.right) edges.right = by.right
  if (by.bottom > edges.bottom) edges.bottom = by.bottom
}
