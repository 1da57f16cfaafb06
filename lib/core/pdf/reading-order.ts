import type { Edges } from './page-geometry.ts'

/**
 * Characters without white space between them on one line; `from` and `to` are offsets into the layout's code units. `isAdjacent`: no
 * white space before it (Chinese, Japanese).
 */
export type Word = Edges & { from: number; to: number; isAdjacent: boolean }

/**
 * A run of words as PDFium segments lines. (startX, startY) and (endX, endY) are twice the centres of its first and last character,
 * which give the direction of the text.
 */
export type Line = Edges & { words: Word[]; startX: number; startY: number; endX: number; endY: number }

/** The direction of a line on the page as displayed, in clockwise quarter turns from left-to-right. */
type Direction = 0 | 1 | 2 | 3

/** Consecutive lines of one direction. */
type Block = { direction: Direction; lines: Line[] }

/**
 * Puts lines into reading order and marks the ones that start a paragraph. PDFium orders lines of vertical text from left to right,
 * which is backwards, and ends a line at each horizontal jump (table cells): cells of one row become one line again.
 */
export function orderLines(lines: readonly Line[]): { words: Word[]; startsParagraph: boolean }[] {
  return toBlocks(lines).flatMap((block) => {
    const rows = joinRows(rotateToHorizontal(block))
    const spacing = medianLineSpacing(rows)
    return rows.map((row, index) => {
      const previous = rows[index - 1]
      return { words: row.words, startsParagraph: !previous || isParagraphBreak(previous, row, spacing) }
    })
  })
}

function toBlocks(lines: readonly Line[]): Block[] {
  const blocks: Block[] = []
  for (const line of lines) {
    const block = blocks.at(-1)
    const direction = directionOf(line) ?? block?.direction ?? 0
    if (block && block.direction === direction) block.lines.push(line)
    else blocks.push({ direction, lines: [line] })
  }
  // Arabic runs from right to left like upside-down text, but only the latter goes up the page from line to line.
  for (const block of blocks) if (block.direction === 2 && !runsUpwards(block.lines)) block.direction = 0
  return blocks
}

/** Null for a single character. */
function directionOf(line: Line): Direction | null {
  const horizontal = line.endX - line.startX
  const vertical = line.endY - line.startY
  if (horizontal === 0 && vertical === 0) return null
  if (Math.abs(horizontal) >= Math.abs(vertical)) return horizontal >= 0 ? 0 : 2
  return vertical > 0 ? 1 : 3
}

function rotateToHorizontal({ direction, lines }: Block): Line[] {
  if (direction === 0) return lines
  const rotated = lines.map((line) => ({ ...line, ...rotateEdges(line, direction) }))
  return direction !== 2 && runsUpwards(rotated) ? rotated.reverse() : rotated
}

function rotateEdges({ left, top, right, bottom }: Edges, direction: Direction): Edges {
  if (direction === 1) return { left: top, right: bottom, top: -right, bottom: -left }
  if (direction === 2) return { left: -right, right: -left, top: -bottom, bottom: -top }
  return { left: -bottom, right: -top, top: left, bottom: right }
}

function runsUpwards(lines: readonly Line[]): boolean {
  let up = 0
  let down = 0
  for (const [index, line] of lines.entries()) {
    const previous = lines[index - 1]
    if (previous && line.bottom < previous.bottom) up++
    if (previous && line.bottom > previous.bottom) down++
  }
  return up > down
}

function joinRows(lines: readonly Line[]): Line[] {
  const rows: Line[] = []
  for (const line of lines) {
    const row = rows.at(-1)
    if (row && isSameRow(row, line)) {
      row.words.push(...line.words)
      extendEdges(row, line)
    } else rows.push(line)
  }
  return rows
}

function isSameRow(row: Line, line: Line): boolean {
  const overlap = Math.min(row.bottom, line.bottom) - Math.max(row.top, line.top)
  const height = Math.min(row.bottom - row.top, line.bottom - line.top)
  return overlap > 0.6 * height && line.left >= row.right - 1
}

/** The median distance between the bottoms of consecutive lines. */
function medianLineSpacing(lines: readonly Line[]): number {
  const spacings: number[] = []
  for (const [index, line] of lines.entries()) {
    const previous = lines[index - 1]
    const spacing = previous ? line.bottom - previous.bottom : 0
    if (spacing > 0 && spacing < 4 * (line.bottom - line.top)) spacings.push(spacing)
  }
  spacings.sort((a, b) => a - b)
  return spacings[spacings.length >> 1] ?? 0
}

/** A jump upwards (the next column), or a gap that is clearly larger than the line spacing. */
function isParagraphBreak(previous: Line, line: Line, spacing: number): boolean {
  const height = Math.min(previous.bottom - previous.top, line.bottom - line.top)
  const distance = line.bottom - previous.bottom
  if (distance < -0.5 * height) return true
  return distance > 1.3 * spacing && line.top - previous.bottom > 0.35 * height
}

/** Extends `edges` so that they enclose `added`. */
export function extendEdges(edges: Edges, added: Edges): void {
  if (added.left < edges.left) edges.left = added.left
  if (added.top < edges.top) edges.top = added.top
  if (added.right > edges.right) edges.right = added.right
  if (added.bottom > edges.bottom) edges.bottom = added.bottom
}
