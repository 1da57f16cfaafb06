/**
 * A word's position. `start` and `end` are UTF-16 offsets into the page's text, end exclusive; the box is in points from the top left
 * corner of the page as displayed. This file also runs in browsers, so it uses no Node API.
 */
export type WordBox = { start: number; end: number; x: number; y: number; w: number; h: number }
export type Box = { x: number; y: number; w: number; h: number }

const formatVersion = 1
/** Boxes are stored in sixteenths of a point (0.02 mm). */
const unitsPerPoint = 16

/** Packs words, ordered by start, into about eight bytes each: delta encoding with variable-length integers. */
export function packWords(words: readonly WordBox[]): Uint8Array<ArrayBuffer> {
  const writer = new VarintWriter(words.length * 10 + 16)
  writer.unsigned(formatVersion)
  writer.unsigned(words.length)
  let end = 0
  let right = 0
  let top = 0
  let height = 0
  for (const word of words) {
    const x = toUnits(word.x)
    const y = toUnits(word.y)
    const w = toUnits(word.w)
    const h = toUnits(word.h)
    writer.unsigned(word.start - end)
    writer.unsigned(word.end - word.start)
    writer.signed(x - right)
    writer.signed(y - top)
    writer.unsigned(w)
    writer.signed(h - height)
    end = word.end
    right = x + w
    top = y
    height = h
  }
  return writer.bytes()
}

/** The number of packed words. Throws RangeError for bytes that packWords did not produce. */
export function countWords(bytes: Uint8Array): number {
  if (bytes.length === 0) return 0
  const reader = new VarintReader(bytes)
  if (reader.unsigned() !== formatVersion) throw new RangeError('Unknown format of packed words.')
  return reader.unsigned()
}

/** The inverse of packWords. Throws RangeError for bytes that packWords did not produce. */
export function unpackWords(bytes: Uint8Array): WordBox[] {
  if (bytes.length === 0) return []
  const reader = new VarintReader(bytes)
  if (reader.unsigned() !== formatVersion) throw new RangeError('Unknown format of packed words.')
  const count = reader.unsigned()
  const words: WordBox[] = []
  let end = 0
  let right = 0
  let top = 0
  let height = 0
  for (let index = 0; index < count; index++) {
    const start = end + reader.unsigned()
    end = start + reader.unsigned()
    const x = right + reader.signed()
    top += reader.signed()
    const w = reader.unsigned()
    height += reader.signed()
    right = x + w
    words.push({
      start,
      end,
      x: x / unitsPerPoint,
      y: top / unitsPerPoint,
      w: w / unitsPerPoint,
      h: height / unitsPerPoint,
    })
  }
  return words
}

/**
 * The boxes to highlight for the text from `start` to `end`, one for each line. A word that is only partly in the range is clipped in
 * proportion to its characters. Empty if the range contains no word.
 */
export function boxesFor(words: readonly WordBox[], start: number, end: number): Box[] {
  const lines: Box[] = []
  let isLineVertical = false
  for (let index = findFirstEndingAfter(words, start); index < words.length; index++) {
    const word = words[index]
    if (!word || word.start >= end) break
    const part = clip(word, start, end)
    const line = lines.at(-1)
    const isVertical = isVerticalWord(word)
    const continuesLine: typeof isSameLine = isVertical || isLineVertical ? isSameColumn : isSameLine
    if (line && continuesLine(line, part)) extend(line, part)
    else lines.push(part)
    isLineVertical = isVertical || (isLineVertical && line === lines.at(-1))
  }
  return lines
}

function findFirstEndingAfter(words: readonly WordBox[], offset: number): number {
  let low = 0
  let high = words.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((words[middle]?.end ?? 0) > offset) high = middle
    else low = middle + 1
  }
  return low
}

function clip(word: WordBox, start: number, end: number): Box {
  const length = word.end - word.start
  const from = Math.max(0, start - word.start) / length
  const to = Math.min(length, end - word.start) / length
  if (isVerticalWord(word)) return { x: word.x, y: word.y, w: word.w, h: word.h }
  return { x: word.x + word.w * from, y: word.y, w: word.w * (to - from), h: word.h }
}

/** Whether the word belongs to a line of vertical text. */
function isVerticalWord(word: WordBox): boolean {
  return word.h > word.w * 1.5 && word.end - word.start > 1
}

/** isSameLine for vertical text. */
function isSameColumn(line: Box, part: Box): boolean {
  return isSameLine(transpose(line), transpose(part))
}

function transpose({ x, y, w, h }: Box): Box {
  return { x: y, y: x, w: h, h: w }
}

function isSameLine(line: Box, part: Box): boolean {
  const overlap = Math.min(line.y + line.h, part.y + part.h) - Math.max(line.y, part.y)
  if (overlap < 0.5 * Math.min(line.h, part.h)) return false
  const gap = Math.max(part.x - (line.x + line.w), line.x - (part.x + part.w))
  return gap < 3 * Math.max(line.h, part.h)
}

function extend(line: Box, part: Box): void {
  const right = Math.max(line.x + line.w, part.x + part.w)
  const bottom = Math.max(line.y + line.h, part.y + part.h)
  line.x = Math.min(line.x, part.x)
  line.y = Math.min(line.y, part.y)
  line.w = right - line.x
  line.h = bottom - line.y
}

function toUnits(points: number): number {
  return Math.round(points * unitsPerPoint)
}

/** LEB128, with zigzag encoding of signed numbers. Uses arithmetic instead of shifts, because values may exceed 32 bits. */
class VarintWriter {
  private buffer: Uint8Array<ArrayBuffer>
  private length = 0

  constructor(capacity: number) {
    this.buffer = new Uint8Array(capacity)
  }

  unsigned(value: number): void {
    if (this.length + 8 > this.buffer.length) {
      const larger = new Uint8Array(this.buffer.length * 2)
      larger.set(this.buffer)
      this.buffer = larger
    }
    let rest = value
    while (rest > 127) {
      this.buffer[this.length++] = (rest % 128) | 128
      rest = Math.floor(rest / 128)
    }
    this.buffer[this.length++] = rest
  }

  signed(value: number): void {
    this.unsigned(value < 0 ? -value * 2 - 1 : value * 2)
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return this.buffer.slice(0, this.length)
  }
}

class VarintReader {
  private readonly source: Uint8Array
  private offset = 0

  constructor(source: Uint8Array) {
    this.source = source
  }

  unsigned(): number {
    let value = 0
    let scale = 1
    for (;;) {
      const byte = this.source[this.offset++]
      if (byte === undefined) throw new RangeError('The packed words are truncated.')
      value += (byte & 127) * scale
      if (byte < 128) return value
      scale *= 128
    }
  }

  signed(): number {
    const value = this.unsigned()
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2
  }
}
