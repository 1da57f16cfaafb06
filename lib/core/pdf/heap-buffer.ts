import { PdfError } from './pdf-error.ts'
import type { Pdfium } from './pdfium.ts'

/**
 * Allocates `bytes` in PDFium's WASM heap for the duration of `use`, which is given the address. The buffer is freed on every path,
 * also when `use` throws. Throws PdfError `too_complex` when the heap is exhausted.
 */
export function withHeapBuffer<Result>({ call }: Pdfium, bytes: number, use: (address: number) => Result): Result {
  const address = call.malloc(bytes)
  if (address === 0) throw new PdfError('too_complex', 'The WASM heap is exhausted.')
  try {
    return use(address)
  } finally {
    call.free(address)
  }
}
