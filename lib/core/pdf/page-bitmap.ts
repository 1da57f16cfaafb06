import { pdfLimits } from './limits.ts'
import { readGeometry } from './page-geometry.ts'
import { PdfError } from './pdf-error.ts'
import type { Pdfium } from './pdfium.ts'

/** A rendered page: RGBA pixels, row by row, without padding. */
export type PageBitmap = { width: number; height: number; pixels: Uint8Array<ArrayBuffer> }

/** Flags and pixel format of fpdfview.h: render annotations, RGB order instead of BGR, 4 bytes per pixel. */
const renderAnnotations = 0x01
const reverseByteOrder = 0x10
const bgrx = 3
const bytesPerPixel = 4
const white = 0xffffffff

/**
 * Renders a page, counted from 1, on white and `requestedWidth` pixels wide; a page so tall that this would exceed the limits on
 * pixels or height is rendered narrower. Throws PdfError.
 */
export function renderBitmap(pdfium: Pdfium, document: number, number: number, requestedWidth: number): PageBitmap {
  const { call } = pdfium
  const page = call.FPDF_LoadPage(document, number - 1)
  if (page === 0) throw new PdfError('damaged', 'PDFium cannot load the page.')
  try {
    const geometry = readGeometry(pdfium, page)
    const ratio = geometry.height / geometry.width
    const maxWidth = Math.min(Math.sqrt(pdfLimits.imagePixels / ratio), pdfLimits.imageHeight / ratio)
    const width = Math.max(1, Math.min(requestedWidth, Math.floor(maxWidth)))
    const height = Math.max(1, Math.min(Math.round(width * ratio), pdfLimits.imageHeight))
    return renderLoadedPage(pdfium, page, width, height)
  } finally {
    call.FPDF_ClosePage(page)
  }
}

function renderLoadedPage(pdfium: Pdfium, page: number, width: number, height: number): PageBitmap {
  const { call } = pdfium
  const bitmap = call.FPDFBitmap_CreateEx(width, height, bgrx, 0, 0)
  if (bitmap === 0) throw new PdfError('too_complex', 'The WASM heap is too small for the bitmap.')
  try {
    call.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, white)
    call.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, renderAnnotations | reverseByteOrder)
    return { width, height, pixels: copyPixels(pdfium, bitmap, width, height) }
  } finally {
    call.FPDFBitmap_Destroy(bitmap)
  }
}

/** Copies the pixels out of the WASM heap and drops the padding at the end of each row. */
function copyPixels(pdfium: Pdfium, bitmap: number, width: number, height: number): Uint8Array<ArrayBuffer> {
  const { call } = pdfium
  const stride = call.FPDFBitmap_GetStride(bitmap)
  const start = call.FPDFBitmap_GetBuffer(bitmap) >>> 0
  const memory = pdfium.bytes()
  const rowBytes = width * bytesPerPixel
  const pixels = new Uint8Array(rowBytes * height)
  for (let row = 0; row < height; row++) {
    const rowStart = start + row * stride
    pixels.set(memory.subarray(rowStart, rowStart + rowBytes), row * rowBytes)
  }
  return pixels
}
