/**
 * Where each word of a page stands. `start` and `end` are UTF-16 offsets into the page's text, end exclusive; the box is in
 * points from the top left corner of the page as shown. Works on both sides: no Node API here.
 */
export type WordBox = { start: number; end: number; x: number; y: number; w: number; h: number }
export type Box = { x: number; y: number; w: number; h: number }

const formatVersion = 1
/** Boxes are kept to a sixteenth of a point: 0.02 mm. */
const unitsPerPoint = 16

/** Packs words (ordered by start) into about eight bytes each: differences to the word before, as variable-length integers. */
export function packWords(words: readonly WordBox[]): Uint8Array<ArrayBuffer> {
  const writer = new Writer(words.length * 10 + 16)
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

/** How many words are packed in these bytes. Throws a RangeError on bytes that packWords did not make. */
export function countWords(bytes: Uint8Array): number {
  if (bytes.length === 0) return 0
  const reader = new Reader(bytes)
  if (reader.unsigned() !== formatVersion) throw new RangeError('unknown format of packed words')
  return reader.unsigned()
}

/** The reverse of packWords. Throws a RangeError on bytes that it did not make. */
export function unpackWords(bytes: Uint8Array): WordBox[] {
  if (bytes.length === 0) return []
  const reader = new Reader(bytes)
  if (reader.unsigned() !== formatVersion) throw new RangeError('unknown format of packed words')
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
 * The boxes to mark for the text from `start` to `end`: one for each line. A word that is only partly in is cut in proportion to
 * its characters. Empty where the range holds no word.
 */
export function boxesFor(words: readonly WordBox[], start: number, end: number): Box[] {
  const lines: Box[] = []
  let isLineUpright = false
  for (let index = firstEndingAfter(words, start); index < words.length; index++) {
    const word = words[index]
    if (!word || word.start >= end) break
    const part = cut(word, start, end)
    const line = lines.at(-1)
    const isUpright = isUprightWord(word)
    const runsOn: typeof isSameLine = isUpright || isLineUpright ? isSameColumn : isSameLine
    if (line && runsOn(line, part)) extend(line, part)
    else lines.push(part)
    isLineUpright = isUpright || (isLineUpright && line === lines.at(-1))
  }
  return lines
}

function firstEndingAfter(words: readonly WordBox[], offset: number): number {
  let low = 0
  let high = words.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((words[middle]?.end ?? 0) > offset) high = middle
    else low = middle + 1
  }
  return low
}

function cut(word: WordBox, start: number, end: number): Box {
  const length = word.end - word.start
  const from = Math.max(0, start - word.start) / length
  const to = Math.min(length, end - word.start) / length
  if (isUprightWord(word)) return { x: word.x, y: word.y, w: word.w, h: word.h }
  return { x: word.x + word.w * from, y: word.y, w: word.w * (to - from), h: word.h }
}

/** A word of a line that runs along the page's side. */
function isUprightWord(word: WordBox): boolean {
  return word.h > word.w * 1.5 && word.end - word.start > 1
}

/** isSameLine for lines that run along the page's side. */
function isSameColumn(line: Box, part: Box): boolean {
  return isSameLine(turned(line), turned(part))
}

function turned({ x, y, w, h }: Box): Box {
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

/** LEB128, and zigzag for signed numbers; arithmetic instead of shifts, for a huge page's numbers pass 32 bits. */
class Writer {
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

class Reader {
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
      if (byte === undefined) throw new RangeError('packed words end early')
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
