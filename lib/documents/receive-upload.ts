import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import formidable, { multipart, type Part } from 'formidable'
import { env } from '#lib/core/env.ts'
import { AppError } from '#lib/core/errors.ts'
import { IncomingBody } from '#lib/core/http/incoming-body.ts'
import { validate } from '#lib/core/http/validate.ts'
import type { BlobWriter, StoredBlob } from '#lib/core/storage/driver.ts'
import { storage } from '#lib/core/storage/storage.ts'
import { fastMultipart, isClosed } from './fast-multipart.ts'
import { toFileName } from './file-name.ts'
import { PdfIntake } from './pdf-intake.ts'
import { type UploadFields, uploadFields, uploadForm } from './schema.ts'

/** A file that has come in whole and lies in a temporary place: `blob.commit()` keeps it, `blob.abort()` forgets it. */
export type Upload = { blob: BlobWriter; stored: StoredBlob; fileName: string; fields: UploadFields }

const maxFieldBytes = 64 * 1024
const maxBoundaryLength = 70
const aheadBytes = 256 * 1024
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
  requireBoundary(request.headers.get('content-type') ?? '')
  if (!request.body || request.headers.get('content-length') === '0') throw new AppError('upload.malformed')
  const body = new IncomingBody(request)
  const blob = await storage.writer({ takesPieces: true })
  try {
    const parts = new UploadParts(new PdfIntake(blob.stream, env.maxUploadBytes))
    blob.stream.on('error', parts.fail)
    await parse(request, body, parts)
    const { fields, fileName } = parts.result()
    return { blob, stored: await blob.finish(), fileName, fields }
  } catch (error) {
    await blob.abort()
    await body.skipRest()
    throw error
  }
}

async function parse(request: Request, body: IncomingBody, parts: UploadParts): Promise<void> {
  const incoming = toIncoming(request, body)
  const form = formidable({ enabledPlugins: [multipart, fastMultipart] })
  form.onPart = (part) => parts.take(part, incoming)
  const parsed = form.parse(incoming)
  parsed.catch(() => {})
  try {
    await Promise.race([parsed, parts.failed])
    if (!isClosed(form)) throw new AppError('upload.malformed')
  } catch (error) {
    incoming.removeAllListeners('data')
    incoming.destroy()
    throw parts.reason ?? (error instanceof AppError ? error : new AppError('upload.malformed', { cause: error }))
  }
}

/** The parts of one upload as formidable finds them. The first thing wrong with them ends it. */
class UploadParts {
  readonly failed: Promise<never>
  /** What `failed` was rejected with. */
  reason: Error | null = null
  readonly fail: (reason: Error) => void
  readonly #intake: PdfIntake
  readonly #fields = new Map<string, string[]>()
  #fieldBytes = 0
  #fileName: string | null = null

  constructor(intake: PdfIntake) {
    this.#intake = intake
    const { promise, reject } = Promise.withResolvers<never>()
    promise.catch(() => {})
    this.failed = promise
    this.fail = (reason) => {
      this.reason ??= reason
      reject(this.reason)
    }
  }

  take(part: Part, body: Readable): void {
    const isFile = part.originalFilename !== null
    if (isFile && part.name === 'file') this.#takeFile(part, body)
    else if (!isFile && part.name !== null && fieldNames.includes(part.name)) this.#takeField(part, part.name)
    else this.fail(refused(part.name ?? '', isFile ? 'The file belongs into the part "file".' : 'Not a known field.'))
  }

  /** Everything that came, checked. Throws what can only be known at the end. */
  result(): { fields: UploadFields; fileName: string } {
    const { tags, ...single } = Object.fromEntries(this.#fields)
    const given = Object.entries(single).map(([name, values]) => [name, values?.length === 1 ? values[0] : values])
    const fields = validate(uploadFields, { ...Object.fromEntries(given), ...(tags ? { tags } : {}) })
    if (this.#fileName === null) throw refused('file', 'A part "file" with a file name is needed.')
    this.#intake.end()
    return { fields, fileName: this.#fileName }
  }

  #takeFile(part: Part, body: Readable): void {
    if (this.#fileName !== null) {
      this.fail(refused('file', 'One file at a time.'))
      return
    }
    this.#fileName = toFileName(part.originalFilename ?? '')
    part.on('data', (piece: Buffer) => {
      if (this.reason) return
      try {
        if (this.#intake.write(piece)) return
        body.pause()
        this.#intake.drained().then(() => this.reason ?? body.resume(), this.fail)
      } catch (error) {
        this.fail(error as Error)
      }
    })
  }

  #takeField(part: Part, name: string): void {
    const pieces: Buffer[] = []
    part.on('data', (piece: Buffer) => {
      this.#fieldBytes += piece.byteLength
      if (this.#fieldBytes > maxFieldBytes) this.fail(new AppError('request.too_large'))
      else pieces.push(Buffer.from(piece))
    })
    part.on('end', () => {
      this.#fields.set(name, [...(this.#fields.get(name) ?? []), Buffer.concat(pieces).toString('utf8')])
    })
  }
}

/** formidable wants a Node request; of one it uses what a readable stream has, and the headers. */
function toIncoming(request: Request, body: IncomingBody): IncomingMessage {
  const incoming = new Readable({
    highWaterMark: aheadBytes,
    read() {
      body.read().then(
        (piece) => this.push(piece),
        (error: Error) => this.destroy(error),
      )
    },
  })
  // Without a length or a transfer coding it would believe that nothing comes.
  const headers = { 'transfer-encoding': 'chunked', ...Object.fromEntries(request.headers) }
  return Object.assign(incoming, { headers }) as unknown as IncomingMessage
}

function requireBoundary(contentType: string): void {
  const [, quoted, bare] = /;\s*boundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(contentType) ?? []
  const boundary = quoted ?? bare ?? ''
  if (boundary === '' || boundary.length > maxBoundaryLength) throw new AppError('upload.malformed')
}

function refused(name: string, detail: string): AppError {
  return new AppError('request.invalid', { errors: [{ pointer: `/${name}`, code: 'invalid_part', detail }] })
}
