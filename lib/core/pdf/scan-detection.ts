import { withHeapBuffer } from './heap-buffer.ts'
import { type Edges, edgesBytes, type PageGeometry, readEdges } from './page-geometry.ts'
import type { Pdfium } from './pdfium.ts'

/** Page object types of fpdf_edit.h. */
const objectType = { path: 2, image: 3, shading: 4, form: 5 }
const maxObjectsInspected = 2_000
/** Scans often carry a typed stamp or a page number: a page with no more letters than this may still be a scan. */
const maxStampLetters = 120
/** A page without text and with this many vector paths is taken for outlined (vectorised) text. */
const minOutlinedTextPaths = 24
const minImageCoverage = 0.6

/**
 * Whether the page shows content that its text layer lacks, so that only OCR could read it: no text, but images or enough vector paths
 * to be outlined text; or little text over images that together cover most of the page. An empty page needs no OCR.
 */
export function detectScan(pdfium: Pdfium, page: number, { crop }: PageGeometry, text: string): boolean {
  const letters = countLetters(text, maxStampLetters + 1)
  if (letters > maxStampLetters) return false
  const { imageCount, pathCount, coverage } = inspectObjects(pdfium, page, crop)
  if (letters === 0) return imageCount > 0 || pathCount >= minOutlinedTextPaths
  return coverage >= minImageCoverage
}

function inspectObjects(pdfium: Pdfium, page: number, crop: Edges) {
  const { call } = pdfium
  const count = Math.min(call.FPDFPage_CountObjects(page), maxObjectsInspected)
  const covered = new CoverageGrid(crop)
  let imageCount = 0
  let pathCount = 0
  withHeapBuffer(pdfium, edgesBytes, (bounds) => {
    for (let index = 0; index < count; index++) {
      const object = call.FPDFPage_GetObject(page, index)
      const type = object === 0 ? 0 : call.FPDFPageObj_GetType(object)
      if (type === objectType.path) pathCount++
      if (type !== objectType.image && type !== objectType.form && type !== objectType.shading) continue
      imageCount++
      if (!call.FPDFPageObj_GetBounds(object, bounds, bounds + 4, bounds + 8, bounds + 12)) continue
      // Order is left, bottom, right, top: `top` and `bottom` come out exchanged, which CoverageGrid allows.
      covered.add(readEdges(new DataView(pdfium.bytes().buffer), bounds))
    }
  })
  return { imageCount, pathCount, coverage: covered.share() }
}

function countLetters(text: string, max: number): number {
  let letters = 0
  for (const _ of text.matchAll(/[\p{L}\p{N}]/gu)) if (++letters >= max) break
  return letters
}

const cellsPerSide = 64

/** The share of the displayed page that lies under any of the added rectangles, sampled at the centres of 64 × 64 cells. */
class CoverageGrid {
  readonly #crop: Edges
  readonly #cells = new Uint8Array(cellsPerSide * cellsPerSide)

  constructor(crop: Edges) {
    this.#crop = crop
  }

  add({ left, right, top, bottom }: Edges): void {
    const crop = this.#crop
    const columns = cellsBetween(left, right, crop.left, crop.right)
    const rows = cellsBetween(bottom, top, crop.bottom, crop.top)
    for (let row = rows.start; row < rows.end; row++)
      this.#cells.fill(1, row * cellsPerSide + columns.start, row * cellsPerSide + columns.end)
  }

  share(): number {
    return this.#cells.reduce((sum, cell) => sum + cell, 0) / this.#cells.length
  }
}

/** The cells whose centres lie between two edges, on a side of the page that runs from `min` to `max`. */
function cellsBetween(edge: number, otherEdge: number, min: number, max: number): { start: number; end: number } {
  const cellAt = (position: number) => {
    const cell = Math.round(((position - min) / (max - min)) * cellsPerSide)
    return Math.min(cellsPerSide, Math.max(0, cell))
  }
  return { start: cellAt(Math.min(edge, otherEdge)), end: cellAt(Math.max(edge, otherEdge)) }
}
