import { env } from '#lib/core/env.ts'
import { AppError } from '#lib/core/errors.ts'
import { IncomingBody } from '#lib/core/http/incoming-body.ts'
import type { BlobWriter, StoredBlob } from '#lib/core/storage/driver.ts'
import { storage } from '#lib/core/storage/storage.ts'
import { documentErrors } from './errors.ts'
import { PdfIntake } from './pdf-intake.ts'

/** What the route says of its body before it is read. */
export const pdfLimits = { accepts: ['application/pdf'], maxBytes: () => env.maxUploadBytes } as const

/** Receives a body that is a PDF and nothing else. Throws as receiveUpload does, and leaves nothing behind when it does. */
export async function receivePdf(request: Request): Promise<{ blob: BlobWriter; stored: StoredBlob }> {
  const body = request.body && new IncomingBody(request)
  let blob: BlobWriter | null = null
  try {
    blob = await storage.writer({ takesPieces: true })
    blob.stream.on('error', () => {})
    const intake = new PdfIntake(blob.stream, env.maxUploadBytes)
    for (let piece = await next(body); piece; piece = await next(body)) {
      if (!intake.write(piece)) await intake.drained()
    }
    intake.end()
    return { blob, stored: await blob.finish() }
  } catch (error) {
    await blob?.abort()
    await body?.skipRest()
    throw error
  }
}

async function next(body: IncomingBody | null): Promise<Uint8Array | null> {
  try {
    return (await body?.read()) ?? null
  } catch (cause) {
    throw new AppError(documentErrors['upload.malformed'], { cause })
  }
}
