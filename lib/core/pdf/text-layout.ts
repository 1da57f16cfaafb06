import { grow, type Line, orderLines, type Word } from './line-order.ts'
import type { Edges } from './page-geometry.ts'
import type { WordBox } from './word-boxes.ts'

const hyphenAtLineEnd = 0x02
const decoder = new TextDecoder('utf-16le', { ignoreBOM: true })

/**
 * Builds a page's text and word boxes from its characters in PDFium's order: white space as one blank, '\n' at line ends, an empty
 * line where a gap or a jump says that a paragraph ends. Lone surrogates become U+FFFD, one unit for one.
 */
export class TextLayout {
  private units = new Uint16Array(4096)
  private length = 0
  private readonly lines: Line[] = []
  private line: Line | null = null
  private word: Word | null = null
  private isSpaced = false
  private isBroken = true
  private readonly width: number
  private readonly height: number

  /** The size of the page as shown, in points: characters that lie wholly outside it are left out. */
  constructor(width: number, height: number) {
    this.width = width
    this.height = height
  }

  get unitCount(): number {
    return this.length
  }

  space(): void {
    this.isSpaced = true
  }

  lineEnd(): void {
    this.isBroken = true
  }

  /** Takes one character that is no white space; its edges are those on the page as shown. U+0002 is PDFium's hyphen at a line end. */
  character(code: number, edges: Edges): void {
    if (edges.right < 0 || edges.bottom < 0 || edges.left > this.width || edges.top > this.height) return
    const word = this.placeFor(code, edges)
    if (this.line) {
      this.line.endX = edges.left + edges.right
      this.line.endY = edges.top + edges.bottom
    }
    if (code > 0xffff) {
      this.push(0xd800 + ((code - 0x10000) >> 10))
      this.push(0xdc00 + ((code - 0x10000) & 0x3ff))
    } else this.push(code === hyphenAtLineEnd ? 0x2d : code)
    word.to = this.length
    if (code === hyphenAtLineEnd) this.isBroken = true
  }

  finish(): { text: string; words: WordBox[] } {
    const out = new Uint16Array(this.length * 2 + this.lines.length * 2)
    const words: WordBox[] = []
    let length = 0
    for (const line of orderLines(this.lines)) {
      if (length > 0) out[length++] = 0x0a
      if (length > 1 && line.isAfterGap) out[length++] = 0x0a
      for (const [at, word] of line.words.entries()) {
        if (at > 0 && !word.isTouching) out[length++] = 0x20
        const start = length
        for (let unit = word.from; unit < word.to; unit++) out[length++] = this.units[unit] ?? 0
        words.push({ start, end: length, ...this.toBox(word) })
      }
    }
    return { text: decoder.decode(out.subarray(0, length)), words }
  }

  /** The word that the next character belongs to, begun if need be. */
  private placeFor(code: number, edges: Edges): Word {
    const last = this.units[this.length - 1] ?? 0
    const { line, word } = this
    if (line && word && !this.isBroken && !isLineBelow(word, edges)) {
      const isPair = isLowSurrogate(code) && isHighSurrogate(last)
      if (isPair || (!this.isSpaced && !isIdeograph(code) && !isIdeograph(last))) {
        grow(word, edges)
        grow(line, edges)
        return word
      }
      this.word = { from: this.length, to: this.length, isTouching: !this.isSpaced, ...edges }
      line.words.push(this.word)
      grow(line, edges)
    } else {
      this.word = { from: this.length, to: this.length, isTouching: false, ...edges }
      const [startX, startY] = [edges.left + edges.right, edges.top + edges.bottom]
      this.line = { words: [this.word], startX, startY, endX: startX, endY: startY, ...edges }
      this.lines.push(this.line)
    }
    this.isBroken = false
    this.isSpaced = false
    return this.word
  }

  private push(unit: number): void {
    if (this.length === this.units.length) {
      const larger = new Uint16Array(this.units.length * 2)
      larger.set(this.units)
      this.units = larger
    }
    this.units[this.length++] = unit
  }

  private toBox(edges: Edges): { x: number; y: number; w: number; h: number } {
    const x = Math.max(0, edges.left)
    const y = Math.max(0, edges.top)
    const w = Math.max(0, Math.min(this.width, edges.right) - x)
    return { x, y, w, h: Math.max(0, Math.min(this.height, edges.bottom) - y) }
  }
}

function isLineBelow(word: Word, edges: Edges): boolean {
  return edges.right <= word.left && (edges.top >= word.bottom || edges.bottom <= word.top)
}

/** Kana, CJK ideographs with their extensions, full-width forms: written without blanks, so that each is a word of its own. */
function isIdeograph(code: number): boolean {
  return (
    (code >= 0x3041 && code <= 0x9fff) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xff66 && code <= 0xff9f) ||
    (code >= 0x20000 && code <= 0x3ffff)
  )
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
