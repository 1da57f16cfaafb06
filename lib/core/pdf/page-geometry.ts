import { withHeapBuffer } from './heap-buffer.ts'
import { pdfLimits } from './limits.ts'
import { PdfError } from './pdf-error.ts'
import type { Pdfium } from './pdfium.ts'

/** A page as displayed: its size in points after rotation and cropping, and what converts PDF coordinates to display coordinates. */
export type PageGeometry = { width: number; height: number; rotation: number; crop: Edges }
export type Edges = { left: number; top: number; right: number; bottom: number }

/** Size of FS_RECTF and of four separate floats. */
export const edgesBytes = 16

/** Reads the geometry of a loaded page. Throws PdfError `too_complex` if a side is empty or longer than the limit. */
export function readGeometry(pdfium: Pdfium, page: number): PageGeometry {
  const { call } = pdfium
  const width = call.FPDF_GetPageWidthF(page)
  const height = call.FPDF_GetPageHeightF(page)
  if (!(width > 0 && height > 0 && Math.max(width, height) <= pdfLimits.pageSidePoints)) {
    const [wide, high, max] = [width, height, pdfLimits.pageSidePoints].map((points) =>
      points.toLocaleString('en', { maximumFractionDigits: 0 }),
    )
    throw new PdfError('too_complex', `A page measures ${wide} by ${high} points; the maximum is ${max} per side.`)
  }
  const rotation = call.FPDFPage_GetRotation(page) & 3
  const crop = withHeapBuffer(pdfium, edgesBytes, (rectangle) =>
    call.FPDF_GetPageBoundingBox(page, rectangle)
      ? readEdges(new DataView(pdfium.bytes().buffer), rectangle)
      : { left: 0, bottom: 0, right: rotation % 2 ? height : width, top: rotation % 2 ? width : height },
  )
  return { width, height, rotation, crop }
}

/** Reads an FS_RECTF: left, top, right and bottom as 32-bit floats. */
export function readEdges(view: DataView, address: number): Edges {
  return {
    left: view.getFloat32(address, true),
    top: view.getFloat32(address + 4, true),
    right: view.getFloat32(address + 8, true),
    bottom: view.getFloat32(address + 12, true),
  }
}

/**
 * Converts edges from PDF user space (origin bottom left, unrotated) to the page as displayed (origin top left). Writes to `out` and
 * returns it, because it runs once for each character.
 */
export function toDisplayed({ rotation, crop }: PageGeometry, edges: Edges, out: Edges): Edges {
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
