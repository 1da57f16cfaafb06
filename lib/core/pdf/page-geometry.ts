import { pdfLimits } from './limits.ts'
import { PdfError } from './pdf-file.ts'
import type { Pdfium } from './pdfium.ts'

/** A page as it is shown: size in points after rotation and cropping, and the way from PDF's coordinates to those of the screen. */
export type PageGeometry = { width: number; height: number; rotation: number; crop: Edges }
export type Edges = { left: number; top: number; right: number; bottom: number }

/** Reads a loaded page's geometry. Throws PdfError for a size that nobody could look at. */
export function readGeometry(pdfium: Pdfium, page: number): PageGeometry {
  const { call } = pdfium
  const width = call.FPDF_GetPageWidthF(page)
  const height = call.FPDF_GetPageHeightF(page)
  if (!(width > 0 && height > 0 && Math.max(width, height) <= pdfLimits.pageSidePoints)) {
    const [wide, high] = [width, height].map((points) => points.toLocaleString('en', { maximumFractionDigits: 0 }))
    throw new PdfError('too_complex', `A page measures ${wide} by ${high} points, which nobody could look at.`)
  }
  const rotation = call.FPDFPage_GetRotation(page) & 3
  const box = call.malloc(16)
  const isKnown = call.FPDF_GetPageBoundingBox(page, box)
  const view = new DataView(pdfium.bytes().buffer)
  const crop = isKnown
    ? readEdges(view, box)
    : { left: 0, bottom: 0, right: rotation % 2 ? height : width, top: rotation % 2 ? width : height }
  call.free(box)
  return { width, height, rotation, crop }
}

/** FS_RECTF: left, top, right, bottom as 32-bit floats. */
export function readEdges(view: DataView, address: number): Edges {
  return {
    left: view.getFloat32(address, true),
    top: view.getFloat32(address + 4, true),
    right: view.getFloat32(address + 8, true),
    bottom: view.getFloat32(address + 12, true),
  }
}

/** Turns edges in PDF's coordinates (origin bottom left, unrotated) into edges on the page as shown (origin top left). */
export function toShown({ rotation, crop }: PageGeometry, edges: Edges, out: Edges): Edges {
  if (rotation === 0)
    return set(out, edges.left - crop.left, crop.top - edges.top, edges.right - crop.left, crop.top - edges.bottom)
  if (rotation === 1)
    return set(
      out,
      edges.bottom - crop.bottom,
      edges.left - crop.left,
      edges.top - crop.bottom,
      edges.right - crop.left,
    )
  if (rotation === 2)
    return set(
      out,
      crop.right - edges.right,
      edges.bottom - crop.bottom,
      crop.right - edges.left,
      edges.top - crop.bottom,
    )
  return set(out, crop.top - edges.top, crop.right - edges.right, crop.top - edges.bottom, crop.right - edges.left)
}

function set(out: Edges, left: number, top: number, right: number, bottom: number): Edges {
  out.left = Math.min(left, right)
  out.right = Math.max(left, right)
  out.top = Math.min(top, bottom)
  out.bottom = Math.max(top, bottom)
  return out
}
