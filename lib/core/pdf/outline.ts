import { pdfLimits } from './limits.ts'
import type { Pdfium } from './pdfium.ts'
import { readUtf16 } from './utf16-text.ts'

/** An entry of the document's own table of contents; `page` counts from 1 and is null where the entry leads nowhere. */
export type OutlineItem = { title: string; page: number | null; items: OutlineItem[] }

/** Reads the outline; one that loops or never ends is cut. */
export function readOutline(pdfium: Pdfium, document: number): OutlineItem[] {
  const { call } = pdfium
  const seen = new Set<number>()
  const readLevel = (parent: number, depth: number): OutlineItem[] => {
    const items: OutlineItem[] = []
    let bookmark = call.FPDFBookmark_GetFirstChild(document, parent)
    while (bookmark !== 0 && !seen.has(bookmark) && seen.size < pdfLimits.outlineItems) {
      seen.add(bookmark)
      const title = readUtf16(pdfium, (buffer, bytes) => call.FPDFBookmark_GetTitle(bookmark, buffer, bytes))
      const page = readTarget(pdfium, document, bookmark)
      items.push({ title, page, items: depth < pdfLimits.outlineDepth ? readLevel(bookmark, depth + 1) : [] })
      bookmark = call.FPDFBookmark_GetNextSibling(document, bookmark)
    }
    return items
  }
  return readLevel(0, 1)
}

function readTarget({ call }: Pdfium, document: number, bookmark: number): number | null {
  let target = call.FPDFBookmark_GetDest(document, bookmark)
  if (target === 0) {
    const action = call.FPDFBookmark_GetAction(bookmark)
    if (action !== 0) target = call.FPDFAction_GetDest(document, action)
  }
  const index = target === 0 ? -1 : call.FPDFDest_GetDestPageIndex(document, target)
  return index < 0 ? null : index + 1
}
