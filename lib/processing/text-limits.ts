import { AppError } from '#lib/core/errors.ts'
import type { PageText } from '#lib/core/pdf/pdf.ts'
import { countWords } from '#lib/core/pdf/word-boxes.ts'

/** What has been read of a document so far: UTF-16 units of text, words and passages. */
export type TextTotals = { units: number; words: number; passages: number }
export const noText: TextTotals = { units: 0, words: 0, passages: 0 }

/** A document may hold `floor` of each, or so many for each of its bytes where that is more, but never more than `most`. */
type TextLimit = { floor: number; perByte: number; most: number }

/**
 * Against PDFs whose pages share one content stream, so that a few kilobytes become many megabytes of text and index. Real
 * contracts hold less than one unit of text for each byte of the file (0.75 at most among the 40 of CUAD that were measured), a
 * sixth as many words and 0.008 passages.
 */
const textLimits: Record<keyof TextTotals, TextLimit> = {
  units: { floor: 1_000_000, perByte: 20, most: 100_000_000 },
  words: { floor: 250_000, perByte: 4, most: 20_000_000 },
  passages: { floor: 20_000, perByte: 0.1, most: 500_000 },
}

const names: Record<keyof TextTotals, string> = { units: 'characters', words: 'words', passages: 'passages' }

/** The totals with these pages added. Their passages are counted where they are split. */
export function addPages(totals: TextTotals, pages: readonly PageText[]): TextTotals {
  return {
    units: pages.reduce((units, page) => units + page.text.length, totals.units),
    words: pages.reduce((words, page) => words + countWords(page.words), totals.words),
    passages: totals.passages,
  }
}

/** Throws `pdf.too_complex` where a document of so many bytes holds more text than it may. */
export function requireTextWithinLimits(totals: TextTotals, bytes: number): void {
  for (const kind of ['units', 'words', 'passages'] as const) {
    const { floor, perByte, most } = textLimits[kind]
    const allowed = Math.min(most, Math.max(floor, Math.floor(perByte * bytes)))
    if (totals[kind] <= allowed) continue
    const detail = `It holds more than ${allowed.toLocaleString('en')} ${names[kind]}, the most for a file of this size.`
    throw new AppError('pdf.too_complex', { detail })
  }
}
