import type { WordBox } from '#lib/core/pdf/word-boxes.ts'

/** One word of a page with the blank after it, where its letters are drawn. */
export type TextSpan = {
  /** Where it begins in the page's text, in UTF-16 units. */
  start: number
  text: string
  x: number
  y: number
  /** What the text is to be stretched to. */
  width: number
  height: number
  /** Degrees clockwise that the line is turned by. */
  turn: 0 | 90 | -90
  endsLine: boolean
}

/**
 * The words of a page as stretches that together are its text, each over its place: a selection made in them is a selection of the
 * page's text, letter by letter. A blank between two words of a line reaches from one to the other, so that no gap is left.
 */
export function toTextSpans(text: string, words: readonly WordBox[]): TextSpan[] {
  return words.map((word, index) => {
    const next = words[index + 1]
    const between = text.slice(word.end, next?.start ?? text.length)
    const staysOnLine = next !== undefined && !between.includes('\n') && isSameLine(word, next)
    // Between columns the blank is left out: stretched with it, the word would no longer lie on its letters.
    const hasBlank = staysOnLine && between.length > 0 && next.x - (word.x + word.w) < 1.5 * word.h
    const shown = text.slice(word.start, word.end) + (hasBlank ? between : '')
    return {
      start: word.start,
      text: shown,
      x: word.x,
      y: word.y,
      width: hasBlank ? next.x - word.x : word.w,
      height: word.h,
      turn: turnOf(word, next ?? words[index - 1], next ? 1 : -1),
      endsLine: !staysOnLine,
    }
  })
}

/** A word that is much taller than wide runs along its page's side; where its neighbour stands tells which way. */
function turnOf(word: WordBox, neighbour: WordBox | undefined, order: 1 | -1): TextSpan['turn'] {
  if (word.h <= word.w * 1.5 || word.end - word.start < 2) return 0
  return neighbour && (neighbour.y - word.y) * order < 0 ? -90 : 90
}

function isSameLine(word: WordBox, next: WordBox): boolean {
  const overlap = Math.min(word.y + word.h, next.y + next.h) - Math.max(word.y, next.y)
  return (
    overlap > 0.5 * Math.min(word.h, next.h) && next.x >= word.x + word.w - 1 && next.x - word.x < word.w + 8 * word.h
  )
}
