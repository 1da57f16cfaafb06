import type { Pdfium } from './pdfium.ts'
import { readUtf16 } from './utf16-text.ts'

/** The title in the document's information dictionary (ISO 32000-2, 14.3.3); empty where it has none. */
export function readMetadataTitle(pdfium: Pdfium, document: number): string {
  const { call } = pdfium
  const name = Buffer.from('Title\0', 'latin1')
  const tag = call.malloc(name.byteLength)
  pdfium.bytes().set(name, tag)
  const title = readUtf16(pdfium, (buffer, bytes) => call.FPDF_GetMetaText(document, tag, buffer, bytes))
  call.free(tag)
  return title
}
