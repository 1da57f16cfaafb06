import { type PDFDocument, PDFHexString, PDFName, PDFNull, type PDFPage } from 'pdf-lib'

/** Adds an outline of one level to a PDF (ISO 32000-1, 12.3.3), which pdf-lib does not support. `top` is in points from the bottom. */
export function addOutline(pdf: PDFDocument, entries: { title: string; page: PDFPage; top: number }[]): void {
  const { context } = pdf
  const root = context.nextRef()
  const refs = entries.map(() => context.nextRef())
  for (const [index, { title, page, top }] of entries.entries()) {
    const [ref, before, after] = [refs[index], refs[index - 1], refs[index + 1]]
    if (!ref) continue
    const item = context.obj({ Parent: root })
    item.set(PDFName.of('Title'), PDFHexString.fromText(title))
    item.set(PDFName.of('Dest'), context.obj([page.ref, PDFName.of('XYZ'), PDFNull, top, PDFNull]))
    if (before) item.set(PDFName.of('Prev'), before)
    if (after) item.set(PDFName.of('Next'), after)
    context.assign(ref, item)
  }
  const [first, last] = [refs[0], refs.at(-1)]
  if (!first || !last) return
  context.assign(root, context.obj({ Type: 'Outlines', First: first, Last: last, Count: refs.length }))
  pdf.catalog.set(PDFName.of('Outlines'), root)
}
