import { AppError } from '#lib/core/errors.ts'
import { documentErrors } from './errors.ts'
import { type MultipartToken, MultipartTokenizer } from './multipart-tokenizer.ts'
import { type PartDisposition, parsePartDisposition } from './part-disposition.ts'

/** Limits of a multipart body apart from the size of its data. */
export const multipartLimits = {
  /** All header lines of one part, names and values together. */
  headerBytesPerPart: 16 * 1024,
  parts: 1000,
} as const

/** Receives the parts: `begin`, then `data` for each chunk, then `end`. A chunk is valid only during the call. */
export type PartHandler = {
  begin: (part: PartDisposition) => void
  data: (chunk: Buffer) => void
  end: () => void
}

/** Transfer encodings that do not change the bytes; RFC 7578, 4.7, deprecates the header. */
const identityCodings = new Set(['7bit', '8bit', 'binary'])

/**
 * An incremental parser for `multipart/form-data` (RFC 7578) that takes linear time and bounded memory. `write` and `end` throw
 * `upload.malformed` for a malformed body, `request.too_large` above `multipartLimits`, and what the handler throws.
 */
export class MultipartReader {
  readonly #tokenizer: MultipartTokenizer
  readonly #handler: PartHandler
  #parts = 0
  #headerBytes = 0
  #field: Buffer[] = []
  #value: Buffer[] = []
  #headers = new Map<string, string>()

  constructor(boundary: string, handler: PartHandler) {
    this.#handler = handler
    this.#tokenizer = new MultipartTokenizer(boundary, (token) => this.#handleToken(token))
  }

  write(chunk: Buffer): void {
    try {
      this.#tokenizer.write(chunk)
    } catch (error) {
      throw error instanceof AppError ? error : new AppError(documentErrors['upload.malformed'], { cause: error })
    }
  }

  /** Must be called at the end of the body. */
  end(): void {
    if (!this.#tokenizer.isClosed) throw new AppError(documentErrors['upload.malformed'])
  }

  #handleToken({ name, bytes }: MultipartToken): void {
    if (name === 'partBegin') this.#beginPart()
    else if (name === 'headerField') this.#addHeaderBytes(this.#field, bytes)
    else if (name === 'headerValue') this.#addHeaderBytes(this.#value, bytes)
    else if (name === 'headerEnd') this.#endHeader()
    else if (name === 'headersEnd') this.#handler.begin(this.#disposition())
    else if (name === 'partData') this.#handler.data(bytes)
    else if (name === 'partEnd') this.#handler.end()
  }

  #beginPart(): void {
    this.#parts += 1
    if (this.#parts > multipartLimits.parts) {
      throw new AppError('request.too_large', { detail: `A body may have at most ${multipartLimits.parts} parts.` })
    }
    this.#headerBytes = 0
    this.#field = []
    this.#value = []
    this.#headers = new Map()
  }

  #addHeaderBytes(chunks: Buffer[], bytes: Buffer): void {
    this.#headerBytes += bytes.byteLength
    if (this.#headerBytes > multipartLimits.headerBytesPerPart) {
      const maxKib = multipartLimits.headerBytesPerPart / 1024
      throw new AppError(documentErrors['upload.malformed'], {
        detail: `The header of a part may be at most ${maxKib} KiB.`,
      })
    }
    chunks.push(Buffer.from(bytes))
  }

  #endHeader(): void {
    const name = Buffer.concat(this.#field).toString('utf8').toLowerCase()
    this.#headers.set(name, Buffer.concat(this.#value).toString('utf8'))
    // Colon, space and line break count too, so that empty header lines are limited.
    this.#headerBytes += 4
    this.#field = []
    this.#value = []
  }

  #disposition(): PartDisposition {
    const coding = this.#headers.get('content-transfer-encoding')?.trim().toLowerCase()
    if (coding !== undefined && !identityCodings.has(coding)) {
      throw new AppError(documentErrors['upload.malformed'], {
        detail: 'Content-Transfer-Encoding is not supported. Send the bytes without encoding.',
      })
    }
    const value = this.#headers.get('content-disposition')
    const disposition = value === undefined ? null : parsePartDisposition(value)
    if (!disposition)
      throw new AppError(documentErrors['upload.malformed'], {
        detail: 'A part has no Content-Disposition: form-data header.',
      })
    return disposition
  }
}
