import { withHeapBuffer } from './heap-buffer.ts'
import { pdfLimits } from './limits.ts'
import { type Edges, edgesBytes, readEdges, readGeometry, toDisplayed } from './page-geometry.ts'
import { PdfError, type PdfProblem } from './pdf-error.ts'
import type { Pdfium } from './pdfium.ts'
import { detectScan } from './scan-detection.ts'
import { normalizeCharacter, omitted } from './text-characters.ts'
import { TextLayout } from './text-layout.ts'
import { packWords } from './word-boxes.ts'

/**
 * The extracted text of one page. `words` are packed word boxes (unpackWords). `needsOcr`: the page shows content that its text layer
 * lacks, as a scan does. `problem` is set if the page could not be read; its text is then empty.
 */
export type PageText = {
  number: number
  width: number
  height: number
  text: string
  words: Uint8Array<ArrayBuffer>
  needsOcr: boolean
  problem: PdfProblem | null
  /** The problem as a sentence, if one is known. */
  problemDetail: string | null
}

/**
 * Extracts the text of the page with this number, counted from 1. A page that cannot be read is returned with its `problem`; a trap of
 * the WASM instance (out of memory, for instance) is thrown as it is.
 */
export function readPage(pdfium: Pdfium, document: number, number: number): PageText {
  const { call } = pdfium
  const page = call.FPDF_LoadPage(document, number - 1)
  if (page === 0) return unreadablePage(number, 'damaged')
  try {
    const geometry = readGeometry(pdfium, page)
    const { width, height } = geometry
    const layout = new TextLayout(width, height)
    layOutCharacters(pdfium, page, layout, (edges, out) => toDisplayed(geometry, edges, out))
    const { text, words } = layout.finish()
    return {
      number,
      width,
      height,
      text,
      words: packWords(words),
      needsOcr: detectScan(pdfium, page, geometry, text),
      problem: null,
      problemDetail: null,
    }
  } catch (error) {
    if (error instanceof PdfError) return unreadablePage(number, error.problem, error.message)
    throw error
  } finally {
    call.FPDF_ClosePage(page)
  }
}

/** The placeholder for a page that cannot be read: without text, the size of a letter page. */
export function unreadablePage(number: number, problem: PdfProblem, problemDetail: string | null = null): PageText {
  return { number, width: 612, height: 792, text: '', words: packWords([]), needsOcr: true, problem, problemDetail }
}

type ToDisplayed = (edges: Edges, out: Edges) => Edges

function layOutCharacters(pdfium: Pdfium, page: number, layout: TextLayout, convert: ToDisplayed): void {
  const { call } = pdfium
  const textPage = call.FPDFText_LoadPage(page)
  if (textPage === 0) throw new PdfError('damaged', 'The text of a page cannot be read.')
  try {
    withHeapBuffer(pdfium, edgesBytes, (rectangle) => addCharacters(pdfium, textPage, rectangle, layout, convert))
  } finally {
    call.FPDFText_ClosePage(textPage)
  }
}

function addCharacters(
  pdfium: Pdfium,
  textPage: number,
  rectangle: number,
  layout: TextLayout,
  convert: ToDisplayed,
): void {
  const { call } = pdfium
  let memory = pdfium.bytes()
  let view = new DataView(memory.buffer)
  const displayed: Edges = { left: 0, top: 0, right: 0, bottom: 0 }
  const count = call.FPDFText_CountChars(textPage)
  for (let index = 0; index < count; index++) {
    const code = normalizeCharacter(call.FPDFText_GetUnicode(textPage, index))
    if (code === omitted) continue
    if (code === 0x20) layout.space()
    else if (code === 0x0a) layout.lineEnd()
    else if (call.FPDFText_GetLooseCharBox(textPage, index, rectangle)) {
      // A grown WASM memory detaches the previous buffer.
      if (memory.byteLength === 0) {
        memory = pdfium.bytes()
        view = new DataView(memory.buffer)
      }
      layout.character(code, convert(readEdges(view, rectangle), displayed))
      if (layout.unitCount > pdfLimits.textUnitsPerPage) {
        const max = pdfLimits.textUnitsPerPage.toLocaleString('en')
        throw new PdfError('too_complex', `A page holds more than ${max} characters.`)
      }
    }
  }
}
