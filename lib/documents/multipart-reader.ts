import { AppError } from '#lib/core/errors.ts'
import { documentErrors } from './errors.ts'
import { type MultipartToken, MultipartTokenizer } from './multipart-tokenizer.ts'
import { type PartDisposition, parsePartDisposition } from './part-disposition.ts'

/** What one multipart body may cost beyond its data. */
export const multipartLimits = {
  /** All header lines of one part, names and values together. */
  headerBytesPerPart: 16 * 1024,
  parts: 1000,
} as const

/** What is done with the parts: `begin` for each, its bytes as they come, `end`. A piece is valid only during the call. */
export type PartHandler = {
  begin: (part: PartDisposition) => void
  data: (piece: Buffer) => void
  end: () => void
}

/** Transfer codings that leave the bytes as they are; RFC 7578, 4.7, deprecates the header altogether. */
const identityCodings = new Set(['7bit', '8bit', 'binary'])

/**
 * Reads `multipart/form-data` (RFC 7578) as it arrives, in linear time and bounded memory. `write` and `end` throw
 * `upload.malformed` for a body that cannot be read, `request.too_large` past `multipartLimits`, and what the handler throws.
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
    this.#tokenizer = new MultipartTokenizer(boundary, (token) => this.#take(token))
  }

  write(piece: Buffer): void {
    try {
      this.#tokenizer.write(piece)
    } catch (error) {
      throw error instanceof AppError ? error : new AppError(documentErrors['upload.malformed'], { cause: error })
    }
  }

  /** To be called when the body has ended. */
  end(): void {
    if (!this.#tokenizer.isClosed) throw new AppError(documentErrors['upload.malformed'])
  }

  #take({ name, bytes }: MultipartToken): void {
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
      throw new AppError('request.too_large', { detail: `A body may have ${multipartLimits.parts} parts.` })
    }
    this.#headerBytes = 0
    this.#field = []
    this.#value = []
    this.#headers = new Map()
  }

  #addHeaderBytes(pieces: Buffer[], bytes: Buffer): void {
    this.#headerBytes += bytes.byteLength
    if (this.#headerBytes > multipartLimits.headerBytesPerPart) {
      const most = multipartLimits.headerBytesPerPart / 1024
      throw new AppError(documentErrors['upload.malformed'], { detail: `The header of a part may have ${most} KiB.` })
    }
    pieces.push(Buffer.from(bytes))
  }

  #endHeader(): void {
    const name = Buffer.concat(this.#field).toString('utf8').toLowerCase()
    this.#headers.set(name, Buffer.concat(this.#value).toString('utf8'))
    // The colon, the space and the line end of a line count too: empty header lines are not free.
    this.#headerBytes += 4
    this.#field = []
    this.#value = []
  }

  #disposition(): PartDisposition {
    const coding = this.#headers.get('content-transfer-encoding')?.trim().toLowerCase()
    if (coding !== undefined && !identityCodings.has(coding)) {
      throw new AppError(documentErrors['upload.malformed'], {
        detail: 'A part has a Content-Transfer-Encoding. Send its bytes as they are.',
      })
    }
    const value = this.#headers.get('content-disposition')
    const disposition = value === undefined ? null : parsePartDisposition(value)
    if (!disposition)
      throw new AppError(documentErrors['upload.malformed'], {
        detail: 'A part has no Content-Disposition of form-data.',
      })
    return disposition
  }
}
