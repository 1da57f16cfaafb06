import { env } from '#lib/core/env.ts'
import { AppError } from '#lib/core/errors.ts'
import { IncomingBody } from '#lib/core/http/route/incoming-body.ts'
import type { BlobWriter, StoredBlob } from '#lib/core/storage/driver.ts'
import { storage } from '#lib/core/storage/storage.ts'
import { documentErrors } from './errors.ts'
import { PdfIntake } from './pdf-intake.ts'

/** What the route accepts before it reads the body. */
export const pdfUpload = { accepts: ['application/pdf'], maxBytes: () => env.maxUploadBytes } as const

/** Stores a request body that is a PDF. Throws what receiveUpload throws, and then deletes the incomplete file. */
export async function receivePdf(request: Request): Promise<{ blob: BlobWriter; stored: StoredBlob }> {
  const body = request.body && new IncomingBody(request)
  let blob: BlobWriter | null = null
  try {
    blob = await storage.writer({ transfersOwnership: true })
    blob.stream.on('error', () => {})
    const intake = new PdfIntake(blob.stream, env.maxUploadBytes)
    for (let chunk = await readChunk(body); chunk; chunk = await readChunk(body)) {
      if (!intake.write(chunk)) await intake.waitForDrain()
    }
    intake.end()
    return { blob, stored: await blob.finish() }
  } catch (error) {
    await blob?.abort()
    await body?.skipRest()
    throw error
  }
}

async function readChunk(body: IncomingBody | null): Promise<Uint8Array | null> {
  try {
    return (await body?.read()) ?? null
  } catch (cause) {
    throw new AppError(documentErrors['upload.malformed'], { cause })
  }
}
