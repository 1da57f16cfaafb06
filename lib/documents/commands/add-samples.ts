import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import { storage } from '#lib/core/storage/storage.ts'
import { sampleContracts } from '../samples/samples.ts'
import type { AddSamplesInput, DocumentBody } from '../schema.ts'
import { uploadDocument } from './upload-document.ts'

/**
 * Uploads the three sample contracts for the caller, into the matter named or their own. One that they made before and still have is
 * not stored again. Throws as uploadDocument does.
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
