import type { WordBox } from '#lib/core/pdf/word-boxes.ts'

/** One word of a page with the space after it, positioned over its letters. */
export type TextSpan = {
  /** The offset in the page's text, in UTF-16 code units. */
  start: number
  text: string
  x: number
  y: number
  /** The width that the text is scaled to. */
  width: number
  height: number
  /** Rotation of the line, in degrees clockwise. */
  rotation: 0 | 90 | -90
  endsLine: boolean
}

/**
 * The words of a page as positioned spans whose texts, joined, are the page's text, so that a selection maps to offsets in it. The
 * space between two words of a line spans the distance between them, so that the selection has no gaps.
 */
export function toTextSpans(text: string, words: readonly WordBox[]): TextSpan[] {
  return words.map((word, index) => {
    const next = words[index + 1]
    const between = text.slice(word.end, next?.start ?? text.length)
    const staysOnLine = next !== undefined && !between.includes('\n') && isSameLine(word, next)
    // Between columns the space is left out: scaled together with it, the word would no longer cover its letters.
    const hasSpace = staysOnLine && between.length > 0 && next.x - (word.x + word.w) < 1.5 * word.h
    const shown = text.slice(word.start, word.end) + (hasSpace ? between : '')
    return {
      start: word.start,
      text: shown,
      x: word.x,
      y: word.y,
      width: hasSpace ? next.x - word.x : word.w,
      height: word.h,
      rotation: rotationOf(word, next ?? words[index - 1], next ? 1 : -1),
      endsLine: !staysOnLine,
    }
  })
}

/** A word much taller than wide is rotated; the position of its neighbour gives the direction. */
function rotationOf(word: WordBox, neighbour: WordBox | undefined, order: 1 | -1): TextSpan['rotation'] {
  if (word.h <= word.w * 1.5 || word.end - word.start < 2) return 0
  return neighbour && (neighbour.y - word.y) * order < 0 ? -90 : 90
}

function isSameLine(word: WordBox, next: WordBox): boolean {
  const overlap = Math.min(word.y + word.h, next.y + next.h) - Math.max(word.y, next.y)
  return (
    overlap > 0.5 * Math.min(word.h, next.h) && next.x >= word.x + word.w - 1 && next.x - word.x < word.w + 8 * word.h
  )
}
