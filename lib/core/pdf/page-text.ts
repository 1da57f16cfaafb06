import { pdfLimits } from './limits.ts'
import { type Edges, readEdges, readGeometry, toShown } from './page-geometry.ts'
import { isPicture } from './page-pictures.ts'
import { PdfError, type PdfProblem } from './pdf-file.ts'
import type { Pdfium } from './pdfium.ts'
import { TextLayout } from './text-layout.ts'
import { packWords } from './word-boxes.ts'

/**
 * One page as read. `words` are packed (unpackWords). `isPicture`: what can be seen on it is not in the text, as on a scan.
 * `problem` is set where the page could not be read; its text is then empty.
 */
export type PageText = {
  number: number
  width: number
  height: number
  text: string
  words: Uint8Array<ArrayBuffer>
  isPicture: boolean
  problem: PdfProblem | null
  /** What exactly, as a sentence, where that is known. */
  problemDetail: string | null
}

/** Reads the page with this number, counted from 1. A trap of PDFium (out of memory, say) comes through as it is. */
export function readPage(pdfium: Pdfium, document: number, number: number): PageText {
  const { call } = pdfium
  const page = call.FPDF_LoadPage(document, number - 1)
  if (page === 0) return unreadPage(number, 'damaged')
  try {
    const geometry = readGeometry(pdfium, page)
    const { width, height } = geometry
    const layout = new TextLayout(width, height)
    readCharacters(pdfium, page, layout, (edges, out) => toShown(geometry, edges, out))
    const { text, words } = layout.finish()
    return {
      number,
      width,
      height,
      text,
      words: packWords(words),
      isPicture: isPicture(pdfium, page, geometry, text),
      problem: null,
      problemDetail: null,
    }
  } catch (error) {
    if (error instanceof PdfError) return unreadPage(number, error.problem, error.message)
    throw error
  } finally {
    call.FPDF_ClosePage(page)
  }
}

/** What is kept of a page that cannot be read: its place, with the size of a letter page. */
export function unreadPage(number: number, problem: PdfProblem, problemDetail: string | null = null): PageText {
  return { number, width: 612, height: 792, text: '', words: packWords([]), isPicture: true, problem, problemDetail }
}

function readCharacters(
  pdfium: Pdfium,
  page: number,
  layout: TextLayout,
  place: (edges: Edges, out: Edges) => Edges,
): void {
  const { call } = pdfium
  const textPage = call.FPDFText_LoadPage(page)
  if (textPage === 0) throw new PdfError('damaged', 'The text of a page cannot be read.')
  const rectangle = call.malloc(16)
  try {
    layCharacters(pdfium, textPage, rectangle, layout, place)
  } finally {
    call.free(rectangle)
    call.FPDFText_ClosePage(textPage)
  }
}

function layCharacters(
  pdfium: Pdfium,
  textPage: number,
  rectangle: number,
  layout: TextLayout,
  place: (edges: Edges, out: Edges) => Edges,
): void {
  const { call } = pdfium
  let memory = pdfium.bytes()
  let view = new DataView(memory.buffer)
  const shown: Edges = { left: 0, top: 0, right: 0, bottom: 0 }
  const count = call.FPDFText_CountChars(textPage)
  for (let index = 0; index < count; index++) {
    const code = toWritten(call.FPDFText_GetUnicode(textPage, index))
    if (code === nothing) continue
    if (code === 0x20) layout.space()
    else if (code === 0x0a) layout.lineEnd()
    else if (call.FPDFText_GetLooseCharBox(textPage, index, rectangle)) {
      if (memory.byteLength === 0) {
        memory = pdfium.bytes()
        view = new DataView(memory.buffer)
      }
      layout.character(code, place(readEdges(view, rectangle), shown))
      if (layout.unitCount > pdfLimits.textUnitsPerPage) {
        const most = pdfLimits.textUnitsPerPage.toLocaleString('en')
        throw new PdfError('too_complex', `A page holds more than ${most} characters.`)
      }
    }
  }
}

const nothing = 0
/** Quotes, bullets and dashes of Windows-1252 that stand where Unicode has controls; bullets of the Symbol font. */
const rewritten = new Map([
  [0x91, 0x2018],
  [0x92, 0x2019],
  [0x93, 0x201c],
  [0x94, 0x201d],
  [0x95, 0x2022],
  [0x96, 0x2013],
  [0x97, 0x2014],
  [0xad, 0x2d],
  [0xf0b7, 0x2022],
  [0xf0a7, 0x25aa],
])

/** A character as our text has it: one kind of blank, one kind of line end, no controls, nothing invisible. */
function toWritten(code: number): number {
  if (code > 0x20 && code < 0x7f) return code
  if (code === 0x0a || code === 0x0d || code === 0x2028 || code === 0x2029) return 0x0a
  if (code === 0x20 || code === 0x09 || code === 0xa0 || code === 0x3000) return 0x20
  if ((code >= 0x2000 && code <= 0x200a) || code === 0x202f || code === 0x205f || code === 0x1680) return 0x20
  if (code === 2) return code
  const other = rewritten.get(code)
  if (other !== undefined) return other
  const isInvisible =
    code < 0x20 ||
    (code >= 0x7f && code <= 0x9f) ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) ||
    code === 0xfeff ||
    code === 0xfffe ||
    code === 0xffff ||
    code > 0x10ffff
  return isInvisible ? nothing : code
}
