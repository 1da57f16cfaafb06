import { parse } from 'content-type'
import { env } from '#lib/core/env.ts'
import { AppError } from '#lib/core/errors.ts'
import { IncomingBody } from '#lib/core/http/incoming-body.ts'
import { validate } from '#lib/core/http/validate.ts'
import type { BlobWriter, StoredBlob } from '#lib/core/storage/driver.ts'
import { storage } from '#lib/core/storage/storage.ts'
import { documentErrors } from './errors.ts'
import { toFileName } from './file-name.ts'
import { MultipartReader, multipartLimits, type PartHandler } from './multipart-reader.ts'
import type { PartDisposition } from './part-disposition.ts'
import { PdfIntake } from './pdf-intake.ts'
import { type UploadFields, uploadFields, uploadForm } from './schema.ts'

/** A file that has come in whole and lies in a temporary place: `blob.commit()` keeps it, `blob.abort()` forgets it. */
export type Upload = { blob: BlobWriter; stored: StoredBlob; fileName: string; fields: UploadFields }

const maxFieldBytes = 64 * 1024
/** More fields than any upload needs: a title, a matter, 50 tags. */
const maxFields = 200
const maxBoundaryLength = 70
/** Boundaries and part headers of as many parts as there may be. */
const maxFramingBytes = multipartLimits.parts * multipartLimits.headerBytesPerPart
const fieldNames: readonly string[] = uploadFields.keyof().options

/** What the route says of its body before it is read; boundaries, part headers and fields come on top of the file. */
export const uploadLimits = {
  accepts: ['multipart/form-data'],
  maxBytes: () => env.maxUploadBytes + 2 * maxFieldBytes,
  schema: uploadForm,
} as const

/**
 * Receives `multipart/form-data` (RFC 7578) with one PDF in the part `file` and the fields of `uploadFields` before or after it.
 * The file goes to storage as it comes. Throws the refusals of the contract's table of bad uploads, as soon as each is known, and
 * leaves nothing behind when it does.
 */
export async function receiveUpload(request: Request): Promise<Upload> {
  const boundary = boundaryOf(request.headers.get('content-type') ?? '')
  if (!request.body || request.headers.get('content-length') === '0')
    throw new AppError(documentErrors['upload.malformed'])
  const body = new IncomingBody(request)
  let blob: BlobWriter | null = null
  try {
    blob = await storage.writer({ takesPieces: true })
    const parts = new UploadParts(new PdfIntake(blob.stream, env.maxUploadBytes))
    blob.stream.on('error', () => {})
    await readParts(body, new MultipartReader(boundary, parts), parts)
    const { fields, fileName } = parts.result()
    return { blob, stored: await blob.finish(), fileName, fields }
  } catch (error) {
    await blob?.abort()
    await body.skipRest()
    throw error
  }
}

/** Reads the body piece by piece, no faster than storage takes the file. */
async function readParts(body: IncomingBody, reader: MultipartReader, parts: UploadParts): Promise<void> {
  let bytes = 0
  for (let piece = await nextPiece(body); piece; piece = await nextPiece(body)) {
    bytes += piece.byteLength
    // Part headers, a preamble or an epilogue without end: the file and the fields have limits of their own.
    if (bytes > uploadLimits.maxBytes() + maxFramingBytes) throw new AppError('upload.too_large')
    reader.write(toBuffer(piece))
    await parts.drained()
  }
  reader.end()
}

async function nextPiece(body: IncomingBody): Promise<Uint8Array | null> {
  try {
    return await body.read()
  } catch (cause) {
    throw new AppError(documentErrors['upload.malformed'], { cause })
  }
}

function toBuffer(piece: Uint8Array): Buffer {
  return Buffer.isBuffer(piece) ? piece : Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
}

/** The parts of one upload. Every method throws what is wrong with the upload, which ends it. */
class UploadParts implements PartHandler {
  readonly #intake: PdfIntake
  readonly #fields = new Map<string, string[]>()
  #fieldCount = 0
  #fieldBytes = 0
  #fileName: string | null = null
  /** The field whose part is being read; null while it is the file's. */
  #field: { name: string; pieces: Buffer[] } | null = null

  constructor(intake: PdfIntake) {
    this.#intake = intake
  }

  begin({ name, fileName }: PartDisposition): void {
    const isFile = fileName !== null
    if (isFile && name === 'file') this.#beginFile(fileName)
    else if (!isFile && fieldNames.includes(name)) this.#beginField(name)
    else if (name === 'file') throw fileNameMissing()
    else throw refused(name, isFile ? 'The file belongs into the part "file".' : 'Not a known field.')
  }

  data(piece: Buffer): void {
    if (!this.#field) {
      this.#intake.write(piece)
      return
    }
    this.#fieldBytes += piece.byteLength
    if (this.#fieldBytes > maxFieldBytes) {
      throw new AppError('request.too_large', {
        detail: `The fields of an upload may have ${maxFieldBytes / 1024} KiB.`,
      })
    }
    this.#field.pieces.push(Buffer.from(piece))
  }

  end(): void {
    if (!this.#field) return
    const { name, pieces } = this.#field
    const values = this.#fields.get(name) ?? []
    values.push(Buffer.concat(pieces).toString('utf8'))
    this.#fields.set(name, values)
    this.#field = null
  }

  /** Resolves when storage takes more of the file; rejects with what went wrong there. */
  drained(): Promise<void> {
    return this.#intake.drained()
  }

  /** Everything that came, checked. Throws what can only be known at the end. */
  result(): { fields: UploadFields; fileName: string } {
    const { tags, ...single } = Object.fromEntries(this.#fields)
    const given = Object.entries(single).map(([name, values]) => [name, values?.length === 1 ? values[0] : values])
    const fields = validate(uploadFields, { ...Object.fromEntries(given), ...(tags ? { tags } : {}) })
    if (this.#fileName === null) throw fileNameMissing()
    this.#intake.end()
    return { fields, fileName: this.#fileName }
  }

  #beginFile(fileName: string): void {
    if (this.#fileName !== null) throw refused('file', 'One file at a time.')
    this.#fileName = toFileName(fileName)
    this.#field = null
  }

  #beginField(name: string): void {
    this.#fieldCount += 1
    if (this.#fieldCount > maxFields) {
      throw new AppError('request.too_large', { detail: `An upload may have ${maxFields} fields.` })
    }
    this.#field = { name, pieces: [] }
  }
}

function boundaryOf(contentType: string): string {
  const boundary = parse(contentType).parameters.boundary ?? ''
  if (boundary === '' || boundary.length > maxBoundaryLength) throw new AppError(documentErrors['upload.malformed'])
  return boundary
}

function fileNameMissing(): AppError {
  return refused('file', 'A part "file" with a file name is needed.')
}

function refused(name: string, detail: string): AppError {
  return new AppError('request.invalid', { errors: [{ pointer: `/${name}`, code: 'invalid_part', detail }] })
}
