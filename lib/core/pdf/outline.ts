import { pdfLimits } from './limits.ts'
import type { Pdfium } from './pdfium.ts'
import { readUtf16 } from './utf16-string.ts'

/** A bookmark of the document's outline; `page` counts from 1 and is null if the bookmark has no destination in the document. */
export type OutlineItem = { title: string; page: number | null; items: OutlineItem[] }

/** Reads the document outline (ISO 32000-2, 12.3.3). Cycles are cut, and so are outlines beyond the limits on items and depth. */
export function readOutline(pdfium: Pdfium, document: number): OutlineItem[] {
  const { call } = pdfium
  const visited = new Set<number>()
  const readLevel = (parent: number, depth: number): OutlineItem[] => {
    const items: OutlineItem[] = []
    let bookmark = call.FPDFBookmark_GetFirstChild(document, parent)
    while (bookmark !== 0 && !visited.has(bookmark) && visited.size < pdfLimits.outlineItems) {
      visited.add(bookmark)
      const title = readUtf16(pdfium, (buffer, bytes) => call.FPDFBookmark_GetTitle(bookmark, buffer, bytes))
      const page = findDestinationPage(pdfium, document, bookmark)
      items.push({ title, page, items: depth < pdfLimits.outlineDepth ? readLevel(bookmark, depth + 1) : [] })
      bookmark = call.FPDFBookmark_GetNextSibling(document, bookmark)
    }
    return items
  }
  return readLevel(0, 1)
}

function findDestinationPage({ call }: Pdfium, document: number, bookmark: number): number | null {
  let destination = call.FPDFBookmark_GetDest(document, bookmark)
  if (destination === 0) {
    const action = call.FPDFBookmark_GetAction(bookmark)
    if (action !== 0) destination = call.FPDFAction_GetDest(document, action)
  }
  const index = destination === 0 ? -1 : call.FPDFDest_GetDestPageIndex(document, destination)
  return index < 0 ? null : index + 1
}
