import { parse } from 'content-type'
import { env } from '#lib/core/env.ts'
import { AppError } from '#lib/core/errors.ts'
import { validate } from '#lib/core/http/input/validate.ts'
import { IncomingBody } from '#lib/core/http/route/incoming-body.ts'
import type { BlobWriter, StoredBlob } from '#lib/core/storage/driver.ts'
import { storage } from '#lib/core/storage/storage.ts'
import { documentErrors } from './errors.ts'
import { toFileName } from './file-name.ts'
import { MultipartReader, multipartLimits, type PartHandler } from './multipart-reader.ts'
import type { PartDisposition } from './part-disposition.ts'
import { PdfIntake } from './pdf-intake.ts'
import { type UploadFields, uploadFields, uploadForm } from './schema.ts'

/** A completely received file in temporary storage: `blob.commit()` stores it, `blob.abort()` deletes it. */
export type Upload = { blob: BlobWriter; stored: StoredBlob; fileName: string; fields: UploadFields }

const maxFieldBytes = 64 * 1024
/** More than an upload needs: a title, a matter, 50 tags. */
const maxFields = 200
const maxBoundaryLength = 70
/** The boundaries and headers of the maximum number of parts. */
const maxFramingBytes = multipartLimits.parts * multipartLimits.headerBytesPerPart
const fieldNames: readonly string[] = uploadFields.keyof().options

/** The media type, size limit and schema of the request body. The limit leaves room for boundaries, part headers and fields. */
export const uploadLimits = {
  accepts: ['multipart/form-data'],
  maxBytes: () => env.maxUploadBytes + 2 * maxFieldBytes,
  schema: uploadForm,
} as const

/**
 * Receives `multipart/form-data` (RFC 7578) with one PDF in the part `file` and the fields of `uploadFields` before or after it.
 * The file is streamed to storage. Throws `upload.*`, `request.invalid` and `request.too_large` as early as possible, and then deletes the
 * incomplete file.
 */
export async function receiveUpload(request: Request): Promise<Upload> {
  const boundary = getBoundary(request.headers.get('content-type') ?? '')
  if (!request.body || request.headers.get('content-length') === '0')
    throw new AppError(documentErrors['upload.malformed'])
  const body = new IncomingBody(request)
  let blob: BlobWriter | null = null
  try {
    blob = await storage.writer({ transfersOwnership: true })
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

/** Reads the body in chunks, with backpressure from storage. */
async function readParts(body: IncomingBody, reader: MultipartReader, parts: UploadParts): Promise<void> {
  let bytes = 0
  for (let chunk = await readChunk(body); chunk; chunk = await readChunk(body)) {
    bytes += chunk.byteLength
    // Limits part headers, preamble and epilogue; the file and the fields have their own limits.
    if (bytes > uploadLimits.maxBytes() + maxFramingBytes) throw new AppError('upload.too_large')
    reader.write(toBuffer(chunk))
    await parts.waitForDrain()
  }
  reader.end()
}

async function readChunk(body: IncomingBody): Promise<Uint8Array | null> {
  try {
    return await body.read()
  } catch (cause) {
    throw new AppError(documentErrors['upload.malformed'], { cause })
  }
}

function toBuffer(chunk: Uint8Array): Buffer {
  return Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
}

/** Collects the parts of one upload. Every method throws if the upload is invalid, which ends it. */
class UploadParts implements PartHandler {
  readonly #intake: PdfIntake
  readonly #fields = new Map<string, string[]>()
  #fieldCount = 0
  #fieldBytes = 0
  #fileName: string | null = null
  /** The field whose part is being read; null while the file is being read. */
  #field: { name: string; chunks: Buffer[] } | null = null

  constructor(intake: PdfIntake) {
    this.#intake = intake
  }

  begin({ name, fileName }: PartDisposition): void {
    const isFile = fileName !== null
    if (isFile && name === 'file') this.#beginFile(fileName)
    else if (!isFile && fieldNames.includes(name)) this.#beginField(name)
    else if (name === 'file') throw missingFileName()
    else throw invalidPart(name, isFile ? 'The file must be in the part "file".' : 'Unknown field.')
  }

  data(chunk: Buffer): void {
    if (!this.#field) {
      this.#intake.write(chunk)
      return
    }
    this.#fieldBytes += chunk.byteLength
    if (this.#fieldBytes > maxFieldBytes) {
      throw new AppError('request.too_large', {
        detail: `The fields of an upload may be at most ${maxFieldBytes / 1024} KiB.`,
      })
    }
    this.#field.chunks.push(Buffer.from(chunk))
  }

  end(): void {
    if (!this.#field) return
    const { name, chunks } = this.#field
    const values = this.#fields.get(name) ?? []
    values.push(Buffer.concat(chunks).toString('utf8'))
    this.#fields.set(name, values)
    this.#field = null
  }

  /** Resolves when storage accepts more of the file; rejects with its error. */
  waitForDrain(): Promise<void> {
    return this.#intake.waitForDrain()
  }

  /** The validated fields and the file name. Throws for errors that only the end of the body shows. */
  result(): { fields: UploadFields; fileName: string } {
    const { tags, ...single } = Object.fromEntries(this.#fields)
    const given = Object.entries(single).map(([name, values]) => [name, values?.length === 1 ? values[0] : values])
    const fields = validate(uploadFields, { ...Object.fromEntries(given), ...(tags ? { tags } : {}) })
    if (this.#fileName === null) throw missingFileName()
    this.#intake.end()
    return { fields, fileName: this.#fileName }
  }

  #beginFile(fileName: string): void {
    if (this.#fileName !== null) throw invalidPart('file', 'Only one file per upload is allowed.')
    this.#fileName = toFileName(fileName)
    this.#field = null
  }

  #beginField(name: string): void {
    this.#fieldCount += 1
    if (this.#fieldCount > maxFields) {
      throw new AppError('request.too_large', { detail: `An upload may have at most ${maxFields} fields.` })
    }
    this.#field = { name, chunks: [] }
  }
}

function getBoundary(contentType: string): string {
  const boundary = parse(contentType).parameters.boundary ?? ''
  if (boundary === '' || boundary.length > maxBoundaryLength) throw new AppError(documentErrors['upload.malformed'])
  return boundary
}

function missingFileName(): AppError {
  return invalidPart('file', 'A part "file" with a file name is required.')
}

function invalidPart(name: string, detail: string): AppError {
  return new AppError('request.invalid', { errors: [{ pointer: `/${name}`, code: 'invalid_part', detail }] })
}
