import { writeFile } from 'node:fs/promises'
import { deflateSync } from 'node:zlib'
import { degrees, PDFDocument, PDFHexString, PDFName, type PDFRef, StandardFonts } from 'pdf-lib'

export type MadePage = {
  lines: string[]
  /** Width and height in points; US letter by default. */
  size?: [number, number]
  /** Degrees clockwise. */
  rotate?: 0 | 90 | 180 | 270
  crop?: { x: number; y: number; width: number; height: number }
  /** Covers the whole page with a grey image, like a scanned page. */
  isScan?: boolean
  /** Further grey images, in points from the bottom left. */
  pictures?: { x: number; y: number; width: number; height: number }[]
}

const letter: [number, number] = [612, 792]

/** Makes a PDF: each line in 12-point Helvetica, 18 points apart, the first one 72 points from the top and the left. */
export async function makePdf(pages: MadePage[], { outline = [] as string[], title = '' } = {}): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  const font = await pdf.embedFont(StandardFonts.Helvetica)
  for (const { lines, size = letter, rotate = 0, crop, isScan, pictures = [] } of pages) {
    const page = pdf.addPage(size)
    if (isScan) page.drawImage(await pdf.embedPng(greyPng), { x: 0, y: 0, width: size[0], height: size[1] })
    for (const frame of pictures) page.drawImage(await pdf.embedPng(greyPng), frame)
    for (const [index, line] of lines.entries())
      page.drawText(line, { x: 72, y: size[1] - 72 - index * 18, size: 12, font })
    page.setRotation(degrees(rotate))
    if (crop) page.setCropBox(crop.x, crop.y, crop.width, crop.height)
  }
  if (outline.length > 0) addOutline(pdf, outline)
  if (title) pdf.setTitle(title)
  return pdf.save({ useObjectStreams: false })
}

/** Makes a PDF and writes it to a file. Gives the path. */
export async function writePdf(path: string, pages: MadePage[], options?: { outline?: string[] }): Promise<string> {
  await writeFile(path, await makePdf(pages, options))
  return path
}

/** A PDF that is encrypted with 40-bit RC4 and cannot be opened with any password. */
export function lockedPdf(): Buffer {
  const key = '0'.repeat(64)
  return rawPdf(
    ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>'],
    `/Encrypt << /Filter /Standard /V 1 /R 2 /P -1 /O <${key}> /U <${key}> >> /ID [<00> <00>]`,
  )
}

/** A valid PDF whose page tree is empty. */
export function emptyPdf(): Buffer {
  return rawPdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>'])
}

/** A file with a PDF header and no object that could be repaired. */
export function damagedPdf(): Buffer {
  return Buffer.from('%PDF-1.7\n1 0 obj << /Type /Catalog')
}

/** A page of nested form XObjects, each drawing the next one ten times, so that extracting its text exceeds the time limit. */
export function endlessPdf(depth = 12): Buffer {
  const forms = Array.from({ length: depth }, (_, level) => {
    const content = level === depth - 1 ? 'BT /F 1 Tf (x) Tj ET' : '/X Do '.repeat(10)
    const inner = level === depth - 1 ? '/Font << /F 4 0 R >>' : `/XObject << /X ${6 + level} 0 R >>`
    return `<< /Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << ${inner} >> /Length ${content.length} >>\nstream\n${content}\nendstream`
  })
  return rawPdf(
    [
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /XObject << /X 6 0 R >> >> >>',
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
      '<< /Length 6 >>\nstream\n/X Do \nendstream',
      ...forms,
    ].map((body, index) => (index > 4 ? body.replace(`/X ${index + 1} 0 R`, `/X ${index + 2} 0 R`) : body)),
  )
}

/** A page whose content stream decompresses to this many bytes. */
export function inflatingPdf(bytes: number): Buffer {
  const content = deflateSync(Buffer.alloc(bytes, 'q Q '), { level: 1 }).toString('hex')
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << >> >>',
    `<< /Length ${content.length} /Filter [/ASCIIHexDecode /FlateDecode] >>\nstream\n${content}\nendstream`,
  ])
}

/** A page without text that takes minutes to render at full width, because of many overlapping transparent areas. */
export function slowToDrawPdf(note = ''): Buffer {
  const content = `/G gs ${'0 0 612 792 re f '.repeat(30_000)}`
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /ExtGState << /G 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /ExtGState /ca 0.5 /BM /Luminosity >>',
    `(${note})`,
  ])
}

/** A small file with much text: all pages share one compressed stream of `lines` lines with forty words each. */
export function sharedTextPdf(pages: number, lines: number): Buffer {
  const line = 'term '.repeat(40)
  const text = `BT /F 1 Tf 1 TL 72 780 Td ${`(${line}) Tj T* `.repeat(lines)} ET`
  const stream = deflateSync(text).toString('latin1')
  const kids = Array.from({ length: pages }, (_, index) => `${index + 5} 0 R`)
  const page =
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 3 0 R /Resources << /Font << /F 4 0 R >> >> >>'
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${pages} >>`,
    `<< /Filter /FlateDecode /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...kids.map(() => page),
  ])
}

function rawPdf(objects: string[], trailer = ''): Buffer {
  let body = '%PDF-1.7\n'
  const offsets = objects.map((object, index) => {
    const offset = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  return Buffer.from(
    `${body}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${body.length}\n%%EOF\n`,
    'latin1',
  )
}

function addOutline(pdf: PDFDocument, titles: string[]): void {
  const root = pdf.context.nextRef()
  const refs = titles.map(() => pdf.context.nextRef())
  for (const [index, title] of titles.entries()) {
    const page = pdf.getPages()[Math.min(index, pdf.getPageCount() - 1)]
    if (!page) continue
    const item: Record<string, PDFRef | PDFHexString | [PDFRef, PDFName]> = {
      Title: PDFHexString.fromText(title),
      Parent: root,
      Dest: [page.ref, PDFName.of('Fit')],
    }
    const [before, after] = [refs[index - 1], refs[index + 1]]
    if (before) item.Prev = before
    if (after) item.Next = after
    const ref = refs[index]
    if (ref) pdf.context.assign(ref, pdf.context.obj(item as never))
  }
  const [first, last] = [refs[0], refs.at(-1)]
  if (!first || !last) return
  pdf.context.assign(root, pdf.context.obj({ Type: 'Outlines', First: first, Last: last, Count: refs.length }))
  pdf.catalog.set(PDFName.of('Outlines'), root)
}

/** One grey pixel. */
const greyPng = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
)
