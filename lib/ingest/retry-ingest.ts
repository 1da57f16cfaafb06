import { isId } from '#lib/core/db/id.ts'
import { notify } from '#lib/core/db/notifications.ts'
import { notFound } from '#lib/core/errors.ts'
import { enqueue } from '#lib/core/jobs/enqueue.ts'
import { withVersion } from './version-state.ts'

/** Has a version that failed read once more, from its first page. One that has not failed is left as it is. */
export async function retryIngest(versionId: string): Promise<void> {
  if (!isId(versionId)) throw notFound()
  const found = await withVersion(versionId, async (tx, version) => {
    if (version.status !== 'failed') return true
    await tx.documentVersion.update({
      where: { id: versionId },
      data: { status: 'queued', pageCount: null, failureCode: null, failureDetail: null, settledAt: null },
    })
    await enqueue(tx, 'ingest-version', { versionId }, { jobKey: `ingest-version:${versionId}` })
    await notify(tx, { type: 'document', documentId: version.documentId, versionId })
    return true
  })
  if (!found) throw notFound()
}
