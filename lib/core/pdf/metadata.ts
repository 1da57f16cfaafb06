import { withHeapBuffer } from './heap-buffer.ts'
import type { Pdfium } from './pdfium.ts'
import { readUtf16 } from './utf16-string.ts'

/** The title in the document information dictionary (ISO 32000-2, 14.3.3); an empty string if there is none. */
export function readMetadataTitle(pdfium: Pdfium, document: number): string {
  const key = Buffer.from('Title\0', 'latin1')
  return withHeapBuffer(pdfium, key.byteLength, (keyAddress) => {
    pdfium.bytes().set(key, keyAddress)
    return readUtf16(pdfium, (buffer, bytes) => pdfium.call.FPDF_GetMetaText(document, keyAddress, buffer, bytes))
  })
}
