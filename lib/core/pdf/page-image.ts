import { pdfLimits } from './limits.ts'
import { readGeometry } from './page-geometry.ts'
import { PdfError } from './pdf-file.ts'
import type { Pdfium } from './pdfium.ts'

/** Pixels as PDFium drew them: RGBA, row by row, no padding. */
export type PageImage = { width: number; height: number; pixels: Uint8Array<ArrayBuffer> }

/** fpdfview.h: annotations drawn, and red first instead of blue. */
const drawAnnotations = 0x01
const reverseByteOrder = 0x10
const bgrx = 3

/** Draws a page at the width asked for, on white; a page so long that it would need too many pixels comes out narrower. */
export function drawPage(pdfium: Pdfium, document: number, number: number, asked: number): PageImage {
  const { call } = pdfium
  const page = call.FPDF_LoadPage(document, number - 1)
  if (page === 0) throw new PdfError('damaged', 'PDFium cannot load the page')
  try {
    const geometry = readGeometry(pdfium, page)
    const ratio = geometry.height / geometry.width
    const widest = Math.min(Math.sqrt(pdfLimits.imagePixels / ratio), pdfLimits.imageHeight / ratio)
    const width = Math.max(1, Math.min(asked, Math.floor(widest)))
    const height = Math.max(1, Math.min(Math.round(width * ratio), pdfLimits.imageHeight))
    const bitmap = call.FPDFBitmap_CreateEx(width, height, bgrx, 0, 0)
    if (bitmap === 0) throw new PdfError('too_complex', 'no memory for the picture')
    call.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff)
    call.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, drawAnnotations | reverseByteOrder)
    const stride = call.FPDFBitmap_GetStride(bitmap)
    const from = call.FPDFBitmap_GetBuffer(bitmap) >>> 0
    const memory = pdfium.bytes()
    const pixels = new Uint8Array(width * height * 4)
    for (let row = 0; row < height; row++) {
      pixels.set(memory.subarray(from + row * stride, from + row * stride + width * 4), row * width * 4)
    }
    call.FPDFBitmap_Destroy(bitmap)
    return { width, height, pixels }
  } finally {
    call.FPDF_ClosePage(page)
  }
}
