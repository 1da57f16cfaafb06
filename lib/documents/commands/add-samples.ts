import type { Principal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { storage } from '#lib/core/storage/storage.ts'
import { readDocument, visibleTo } from '../queries/get-document.ts'
import { sampleContracts } from '../samples/samples.ts'
import type { AddSamplesInput, DocumentBody } from '../schema.ts'
import { uploadDocument } from './upload-document.ts'

/**
 * Uploads the three sample contracts for the caller, into the matter named or their own. One that they made before and still have is
 * not stored again. Throws as uploadDocument does.
 */
export async function addSamples(principal: Principal, { matterId }: AddSamplesInput): Promise<DocumentBody[]> {
  const documents: DocumentBody[] = []
  for await (const { fileName, pdf } of sampleContracts()) {
    const blob = await storage.writer()
    try {
      blob.stream.write(pdf)
      const stored = await blob.finish()
      const known = await db.document.findFirst({
        where: {
          AND: [
            visibleTo(principal.userId),
            { createdById: principal.userId, currentVersion: { sha256: stored.sha256 } },
            matterId ? { matterId } : { matter: { personalOfId: principal.userId } },
          ],
        },
        select: { id: true },
      })
      const fields = { tags: ['Sample'], ...(matterId ? { matterId } : {}) }
      const { document } = known
        ? await readDocument(db, principal, known.id)
        : await uploadDocument(principal, { blob, stored, fileName, fields })
      documents.push(document)
    } finally {
      await blob.abort()
    }
  }
  return documents
}
