import { type Edges, type PageGeometry, readEdges } from './page-geometry.ts'
import type { Pdfium } from './pdfium.ts'

/** fpdf_edit.h */
const objectType = { path: 2, image: 3, shading: 4, form: 5 }
const objectsLooked = 2_000
/** A scan often carries a typed stamp or a page number: that little text does not make it a page that was read. */
const stampLetters = 120
const lettersOfWriting = 24
const pictureShare = 0.6

/**
 * Whether the page shows something that its text does not hold: no text, but pictures or enough strokes to be writing; or little
 * text over pictures that together fill most of the page: scanners cut a page into strips. An empty page is no picture.
 */
export function isPicture(pdfium: Pdfium, page: number, { crop }: PageGeometry, text: string): boolean {
  const letters = countLetters(text, stampLetters + 1)
  if (letters > stampLetters) return false
  const { call } = pdfium
  const count = Math.min(call.FPDFPage_CountObjects(page), objectsLooked)
  const edges = call.malloc(16)
  let hasPicture = false
  let strokes = 0
  const covered = new Cover(crop)
  for (let index = 0; index < count; index++) {
    const object = call.FPDFPage_GetObject(page, index)
    const type = object === 0 ? 0 : call.FPDFPageObj_GetType(object)
    if (type === objectType.path) strokes++
    if (type !== objectType.image && type !== objectType.form && type !== objectType.shading) continue
    hasPicture = true
    if (!call.FPDFPageObj_GetBounds(object, edges, edges + 4, edges + 8, edges + 12)) continue
    // FPDFPageObj_GetBounds writes left, bottom, right, top.
    covered.add(readEdges(new DataView(pdfium.bytes().buffer), edges))
  }
  call.free(edges)
  if (letters === 0) return hasPicture || strokes >= lettersOfWriting
  return covered.share() >= pictureShare
}

function countLetters(text: string, enough: number): number {
  let letters = 0
  for (const _ of text.matchAll(/[\p{L}\p{N}]/gu)) if (++letters >= enough) break
  return letters
}

const cellsASide = 64

/** How much of the page as shown lies under any of what was added, however they overlap: to a 4096th, by the middles of cells. */
class Cover {
  readonly #crop: Edges
  readonly #cells = new Uint8Array(cellsASide * cellsASide)

  constructor(crop: Edges) {
    this.#crop = crop
  }

  add({ left, right, top, bottom }: Edges): void {
    const crop = this.#crop
    const columns = middles(left, right, crop.left, crop.right)
    const rows = middles(bottom, top, crop.bottom, crop.top)
    for (let row = rows.from; row < rows.to; row++)
      this.#cells.fill(1, row * cellsASide + columns.from, row * cellsASide + columns.to)
  }

  share(): number {
    return this.#cells.reduce((sum, cell) => sum + cell, 0) / this.#cells.length
  }
}

/** The cells from `low` to `high` of a side whose middles lie between two edges. */
function middles(edge: number, other: number, low: number, high: number): { from: number; to: number } {
  const cellAt = (place: number) => {
    const cell = Math.round(((place - low) / (high - low)) * cellsASide)
    return Math.min(cellsASide, Math.max(0, cell))
  }
  return { from: cellAt(Math.min(edge, other)), to: cellAt(Math.max(edge, other)) }
}
