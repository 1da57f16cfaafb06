import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { AppError } from '#lib/core/errors.ts'
import { documentErrors } from './errors.ts'
import { pdfMagicWithinBytes } from './schema.ts'

const magic = Buffer.from('%PDF-')
/** Smaller chunks are copied, because formidable emits them from a buffer that it reuses. */
const minUncopiedBytes = 1024

/**
 * Forwards a file to storage and validates it on the way. Throws `upload.too_large` above `maxBytes`, `upload.not_pdf` if the first bytes
 * have no PDF header, `upload.empty` at the end of an empty file.
 */
export class PdfIntake {
  readonly #target: Writable
  readonly #maxBytes: number
  #head: Buffer = Buffer.alloc(0)
  #bytes = 0

  constructor(target: Writable, maxBytes: number) {
    this.#target = target
    this.#maxBytes = maxBytes
  }

  /** Writes a chunk. Returns false if the caller must await `waitForDrain` before the next one (backpressure). */
  write(chunk: Uint8Array): boolean {
    if (chunk.byteLength === 0) return true
    this.#bytes += chunk.byteLength
    if (this.#bytes > this.#maxBytes) throw new AppError('upload.too_large')
    if (this.#head.byteLength < pdfMagicWithinBytes) this.#appendToHead(chunk)
    return this.#target.write(chunk.byteLength < minUncopiedBytes ? Buffer.from(chunk) : chunk)
  }

  /** Resolves when more may be written; rejects with the error of the storage stream. */
  async waitForDrain(): Promise<void> {
    // A stream that has already failed emits no further event.
    if (this.#target.errored) throw this.#target.errored
    if (this.#target.writableNeedDrain) await once(this.#target, 'drain')
  }

  /** The checks that are only possible at the end of the file. */
  end(): void {
    if (this.#bytes === 0) throw new AppError(documentErrors['upload.empty'])
    if (!this.#head.includes(magic)) throw new AppError(documentErrors['upload.not_pdf'])
  }

  #appendToHead(chunk: Uint8Array): void {
    const missing = pdfMagicWithinBytes - this.#head.byteLength
    this.#head = Buffer.concat([this.#head, chunk.subarray(0, missing)])
    if (this.#head.byteLength === pdfMagicWithinBytes && !this.#head.includes(magic))
      throw new AppError(documentErrors['upload.not_pdf'])
  }
}
