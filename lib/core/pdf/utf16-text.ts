import type { Pdfium } from './pdfium.ts'

const maxBytes = 2048

/**
 * Reads a text that PDFium writes as UTF-16LE with a terminator, on one line and without control characters. `read` is given a buffer
 * and its size and answers how many bytes the text takes; one that does not fit is empty.
 */
export function readUtf16(pdfium: Pdfium, read: (buffer: number, bytes: number) => number): string {
  const { call } = pdfium
  const buffer = call.malloc(maxBytes)
  const needed = read(buffer, maxBytes)
  const bytes = needed > maxBytes ? new Uint8Array() : pdfium.bytes().slice(buffer, buffer + Math.max(0, needed - 2))
  call.free(buffer)
  const text = new TextDecoder('utf-16le').decode(bytes)
  return text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
}
