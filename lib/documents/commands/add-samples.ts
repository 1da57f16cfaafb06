import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import { storage } from '#lib/core/storage/storage.ts'
import { sampleContracts } from '../samples/samples.ts'
import type { AddSamplesInput, DocumentBody } from '../schema.ts'
import { uploadDocument } from './upload-document.ts'

/**
 * Uploads the three sample contracts into the given matter, or the user's personal one. A sample that the user already has there is not
 * stored again. Throws what uploadDocument throws.
 */
export async function addSamples(principal: UserPrincipal, { matterId }: AddSamplesInput): Promise<DocumentBody[]> {
  const documents: DocumentBody[] = []
  const fields = { tags: ['Sample'], ...(matterId ? { matterId } : {}) }
  for await (const { fileName, pdf } of sampleContracts()) {
    const blob = await storage.writer()
    try {
      blob.stream.write(pdf)
      const upload = { blob, stored: await blob.finish(), fileName, fields }
      const { document } = await uploadDocument(principal, upload, { isOnce: true })
      documents.push(document)
    } finally {
      await blob.abort()
    }
  }
  return documents
}
