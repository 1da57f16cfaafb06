import { type PageGeometry, readEdges } from './page-geometry.ts'
import type { Pdfium } from './pdfium.ts'

/** fpdf_edit.h */
const objectType = { path: 2, image: 3, shading: 4, form: 5 }
const objectsLooked = 2_000
/** A scan often carries a typed stamp or a page number: that little text does not make it a page that was read. */
const stampLetters = 120
const lettersOfWriting = 24

/**
 * Whether the page shows something that its text does not hold: no text, but pictures or enough strokes to be writing; or little
 * text over a picture that fills most of the page. An empty page is no picture.
 */
export function isPicture(pdfium: Pdfium, page: number, { width, height }: PageGeometry, text: string): boolean {
  const letters = countLetters(text, stampLetters + 1)
  if (letters > stampLetters) return false
  const { call } = pdfium
  const count = Math.min(call.FPDFPage_CountObjects(page), objectsLooked)
  const edges = call.malloc(16)
  let hasPicture = false
  let strokes = 0
  let largest = 0
  for (let index = 0; index < count; index++) {
    const object = call.FPDFPage_GetObject(page, index)
    const type = object === 0 ? 0 : call.FPDFPageObj_GetType(object)
    if (type === objectType.path) strokes++
    if (type !== objectType.image && type !== objectType.form && type !== objectType.shading) continue
    hasPicture = true
    if (!call.FPDFPageObj_GetBounds(object, edges, edges + 4, edges + 8, edges + 12)) continue
    // FPDFPageObj_GetBounds writes left, bottom, right, top.
    const bounds = readEdges(new DataView(pdfium.bytes().buffer), edges)
    largest = Math.max(largest, Math.abs((bounds.right - bounds.left) * (bounds.bottom - bounds.top)))
  }
  call.free(edges)
  if (letters === 0) return hasPicture || strokes >= lettersOfWriting
  return largest >= 0.6 * width * height
}

function countLetters(text: string, enough: number): number {
  let letters = 0
  for (const _ of text.matchAll(/[\p{L}\p{N}]/gu)) if (++letters >= enough) break
  return letters
}
