import { withHeapBuffer } from './heap-buffer.ts'
import type { Pdfium } from './pdfium.ts'

const maxBytes = 2048

/**
 * Reads a string that PDFium writes as NUL-terminated UTF-16LE, on one line and without control characters. `write` is given a buffer
 * and its size and returns the number of bytes the string takes; a string that does not fit is returned as an empty one.
 */
export function readUtf16(pdfium: Pdfium, write: (buffer: number, bytes: number) => number): string {
  const bytes = withHeapBuffer(pdfium, maxBytes, (buffer) => {
    const needed = write(buffer, maxBytes)
    return needed > maxBytes ? new Uint8Array() : pdfium.bytes().slice(buffer, buffer + Math.max(0, needed - 2))
  })
  const text = new TextDecoder('utf-16le').decode(bytes)
  return text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
}
