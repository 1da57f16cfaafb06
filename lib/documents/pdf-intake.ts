import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { AppError } from '#lib/core/errors.ts'
import { documentErrors } from './errors.ts'
import { pdfMagicWithinBytes } from './schema.ts'

const magic = Buffer.from('%PDF-')
/** Pieces below this size are copied: formidable hands out small ones from a buffer that it writes to again. */
const copyBelowBytes = 1024

/**
 * Passes a file on into storage and stops it as soon as it is known to be no good. Throws `upload.too_large` past `maxBytes`,
 * `upload.not_pdf` where the first bytes are not a PDF's, `upload.empty` at the end of nothing.
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

  /** Takes a piece. False asks the sender to wait for `drained`. */
  write(piece: Uint8Array): boolean {
    if (piece.byteLength === 0) return true
    this.#bytes += piece.byteLength
    if (this.#bytes > this.#maxBytes) throw new AppError('upload.too_large')
    if (this.#head.byteLength < pdfMagicWithinBytes) this.#lookAt(piece)
    return this.#target.write(piece.byteLength < copyBelowBytes ? Buffer.from(piece) : piece)
  }

  /** Resolves when more may be written; rejects with what went wrong in storage. */
  async drained(): Promise<void> {
    // A stream that has failed already tells nobody again.
    if (this.#target.errored) throw this.#target.errored
    if (this.#target.writableNeedDrain) await once(this.#target, 'drain')
  }

  /** What only the end of the file can tell. */
  end(): void {
    if (this.#bytes === 0) throw new AppError(documentErrors['upload.empty'])
    if (!this.#head.includes(magic)) throw new AppError(documentErrors['upload.not_pdf'])
  }

  #lookAt(piece: Uint8Array): void {
    const missing = pdfMagicWithinBytes - this.#head.byteLength
    this.#head = Buffer.concat([this.#head, piece.subarray(0, missing)])
    if (this.#head.byteLength === pdfMagicWithinBytes && !this.#head.includes(magic))
      throw new AppError(documentErrors['upload.not_pdf'])
  }
}
