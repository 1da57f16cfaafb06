import { classifyLine, type Heading } from './headings.ts'

export type PassageDraft = {
  page: number
  /** UTF-16 offsets into the page's text, end exclusive. */
  start: number
  end: number
  headingPath: string[]
  text: string
  /** The text that follows on the page, for phrases that begin in the passage. */
  after: string
}

/** The heading path after the last page that was split, for the next range of pages. Plain JSON. */
export type SplitterState = { path: Heading[] }
export const firstState: SplitterState = { path: [] }

const minLength = 300
const maxLength = 1200
/** A shorter passage is joined with the next block, even if that has a heading. */
const minHeadedLength = 60
/** Characters after a passage that are searched for the rest of a phrase: a dozen words, with the blank spaces of forms. */
const afterLength = 600

/**
 * A clause, definition or paragraph, which is only split if it is too long. `startsItem`: it starts with a heading, list item or
 * definition; `isHeadingOnly`: it has no text besides its heading.
 */
type Block = {
  start: number
  end: number
  startsItem: boolean
  hasHeading: boolean
  isHeadingOnly: boolean
  path: string[]
}

/**
 * Splits pages into passages of about 300 to 1,200 characters, along the headings, clauses and paragraphs of the document. Every character
 * that is not white space is in exactly one passage, a passage is on one page, and the result is deterministic. Pages may be split in
 * ranges: pass the state that one call returns to the next.
 */
export function splitPassages(
  pages: readonly { number: number; text: string }[],
  state: SplitterState = firstState,
): { passages: PassageDraft[]; state: SplitterState } {
  const passages: PassageDraft[] = []
  let path = state.path
  for (const page of pages) {
    const parsed = parseBlocks(page.text, path)
    path = parsed.path
    for (const { start, end, path: headingPath } of packBlocks(page.text, parsed.blocks)) {
      const text = page.text.slice(start, end)
      const after = page.text.slice(end, end + afterLength)
      passages.push({ page: page.number, start, end, headingPath, text, after })
    }
  }
  return { passages, state: { path } }
}

function parseBlocks(text: string, pathBefore: Heading[]): { blocks: Block[]; path: Heading[] } {
  const lines = splitLines(text)
  const blocks: Block[] = []
  let path = pathBefore
  let block: Block | null = null
  let isAfterBlankLine = true
  for (const [index, line] of lines.entries()) {
    if (line.text.trim() === '') {
      isAfterBlankLine = true
      continue
    }
    const { heading, startsItem } = classifyLine(line.text, lines[index - 1]?.text ?? '', lines[index + 1]?.text ?? '')
    if (heading) path = [...path.filter((above) => above.level < heading.level), heading]
    if (!block || isAfterBlankLine || startsItem) {
      const isHeadingOnly = heading !== null && line.text.trim().length < heading.label.length + 4
      const labels = path.map(({ label }) => label)
      block = { ...line, startsItem, hasHeading: heading !== null, isHeadingOnly, path: labels }
      blocks.push(block)
    } else {
      block.end = line.end
      block.isHeadingOnly = false
    }
    isAfterBlankLine = false
  }
  return { blocks, path }
}

function splitLines(text: string): { start: number; end: number; text: string }[] {
  let start = 0
  return text.split('\n').map((line) => {
    const range = { start, end: start + line.length, text: line }
    start = range.end + 1
    return range
  })
}

/** Joins blocks until a passage is long enough, and splits those that are too long at sentence ends. */
function packBlocks(text: string, blocks: readonly Block[]): Block[] {
  const packed: Block[] = []
  let current: Block | null = null
  for (const block of blocks) {
    if (current && !isBreak(current, block)) {
      if (current.isHeadingOnly || current.end - current.start < minHeadedLength) current.path = block.path
      current.end = block.end
      current.isHeadingOnly &&= block.isHeadingOnly
    } else {
      current = { ...block }
      packed.push(current)
    }
  }
  return packed.flatMap((block) => splitBlock(text, trim(text, block)))
}

/** Whether `next` starts a new passage. A heading stays with the text below it. */
function isBreak(current: Block, next: Block): boolean {
  const length = current.end - current.start
  if (next.end - current.start > maxLength) return true
  if (current.isHeadingOnly) return false
  if (next.hasHeading) return length >= minHeadedLength
  if (!next.startsItem && next.end - next.start < minHeadedLength) return false
  return length >= minLength && (next.startsItem || next.end - current.start > (minLength + maxLength) / 2)
}

function trim(text: string, block: Block): Block {
  let { start, end } = block
  while (start < end && isSpace(text, start)) start++
  while (end > start && isSpace(text, end - 1)) end--
  return { ...block, start, end }
}

function splitBlock(text: string, block: Block): Block[] {
  const parts: Block[] = []
  let rest = block
  while (rest.end - rest.start > maxLength) {
    const cut = findCut(text, rest.start, rest.end)
    parts.push(trim(text, { ...rest, end: cut }))
    rest = trim(text, { ...rest, start: cut })
  }
  if (rest.end > rest.start) parts.push(rest)
  return parts
}

/** Where to split: after a sentence, otherwise after a semicolon or colon, at white space, or anywhere but within a surrogate pair. */
function findCut(text: string, start: number, end: number): number {
  const latest = Math.min(start + maxLength, end - minHeadedLength)
  const earliest = start + minLength
  for (const boundary of [/[.!?]["”’)]*\s+(?=["“(]*[\p{Lu}\d(])/gu, /[;:]\s+/g, /\s+/g]) {
    const boundaries = [...text.slice(earliest, latest).matchAll(boundary)]
    const last = boundaries.at(-1)
    if (last) return earliest + last.index + last[0].length
  }
  const unit = text.charCodeAt(latest)
  return unit >= 0xdc00 && unit <= 0xdfff ? latest - 1 : latest
}

function isSpace(text: string, index: number): boolean {
  return text.slice(index, index + 1).trim() === ''
}
