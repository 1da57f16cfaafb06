import type { Edges } from './page-geometry.ts'
import { extendEdges, type Line, orderLines, type Word } from './reading-order.ts'
import { lineEndHyphen } from './text-characters.ts'
import type { WordBox } from './word-boxes.ts'

const decoder = new TextDecoder('utf-16le', { ignoreBOM: true })

/**
 * Builds a page's text and word boxes from its characters in PDFium's order: white space becomes one space, lines end with '\n', and
 * paragraphs are separated by an empty line. Lone surrogates become U+FFFD, one code unit for one.
 */
export class TextLayout {
  private units = new Uint16Array(4096)
  private length = 0
  private readonly lines: Line[] = []
  private line: Line | null = null
  private word: Word | null = null
  private isAfterSpace = false
  private isAfterLineEnd = true
  private readonly width: number
  private readonly height: number

  /** The size of the page as displayed, in points: characters that lie wholly outside it are left out. */
  constructor(width: number, height: number) {
    this.width = width
    this.height = height
  }

  /** UTF-16 code units of the text so far, without white space. */
  get unitCount(): number {
    return this.length
  }

  space(): void {
    this.isAfterSpace = true
  }

  lineEnd(): void {
    this.isAfterLineEnd = true
  }

  /** Adds a character that is not white space, with its edges on the page as displayed. */
  character(code: number, edges: Edges): void {
    if (edges.right < 0 || edges.bottom < 0 || edges.left > this.width || edges.top > this.height) return
    const word = this.wordFor(code, edges)
    if (this.line) {
      this.line.endX = edges.left + edges.right
      this.line.endY = edges.top + edges.bottom
    }
    if (code > 0xffff) {
      this.push(0xd800 + ((code - 0x10000) >> 10))
      this.push(0xdc00 + ((code - 0x10000) & 0x3ff))
    } else this.push(code === lineEndHyphen ? 0x2d : code)
    word.to = this.length
    if (code === lineEndHyphen) this.isAfterLineEnd = true
  }

  finish(): { text: string; words: WordBox[] } {
    const out = new Uint16Array(this.length * 2 + this.lines.length * 2)
    const words: WordBox[] = []
    let length = 0
    for (const line of orderLines(this.lines)) {
      if (length > 0) out[length++] = 0x0a
      if (length > 1 && line.startsParagraph) out[length++] = 0x0a
      for (const [index, word] of line.words.entries()) {
        if (index > 0 && !word.isAdjacent) out[length++] = 0x20
        const start = length
        for (let unit = word.from; unit < word.to; unit++) out[length++] = this.units[unit] ?? 0
        words.push({ start, end: length, ...this.toBox(word) })
      }
    }
    return { text: decoder.decode(out.subarray(0, length)), words }
  }

  /** The word that the next character belongs to: the current one, extended, or a new one on the same or on a new line. */
  private wordFor(code: number, edges: Edges): Word {
    const previousUnit = this.units[this.length - 1] ?? 0
    const { line, word } = this
    if (line && word && !this.isAfterLineEnd && !isOnOtherLine(word, edges)) {
      const isPair = isLowSurrogate(code) && isHighSurrogate(previousUnit)
      if (isPair || (!this.isAfterSpace && !isIdeograph(code) && !isIdeograph(previousUnit))) {
        extendEdges(word, edges)
        extendEdges(line, edges)
        return word
      }
      this.word = { from: this.length, to: this.length, isAdjacent: !this.isAfterSpace, ...edges }
      line.words.push(this.word)
      extendEdges(line, edges)
    } else {
      this.word = { from: this.length, to: this.length, isAdjacent: false, ...edges }
      const [startX, startY] = [edges.left + edges.right, edges.top + edges.bottom]
      this.line = { words: [this.word], startX, startY, endX: startX, endY: startY, ...edges }
      this.lines.push(this.line)
    }
    this.isAfterLineEnd = false
    this.isAfterSpace = false
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

function isOnOtherLine(word: Word, edges: Edges): boolean {
  return edges.right <= word.left && (edges.top >= word.bottom || edges.bottom <= word.top)
}

/** Kana, CJK ideographs with their extensions and full-width forms: written without spaces, so each character is a word of its own. */
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
