import { db, type Tx } from '#lib/core/db/client.ts'
import { enqueue } from '#lib/core/jobs/enqueue.ts'
import { fairPriority } from '#lib/core/jobs/fair-priority.ts'
import { priorities } from '#lib/core/jobs/priorities.ts'
import { type JobSlice, processVersionJob } from './job-slice.ts'
import { processingLimits } from './limits.ts'

/** Queues a version for its first slice, in the user's share of the queue. Large files have a share of their own, behind the others. */
export async function enqueueFirstSlice(
  tx: Tx,
  { versionId, userId, bytes }: { versionId: string; userId: string; bytes: number },
): Promise<void> {
  const isLarge = bytes > processingLimits.largeFileBytes
  const share = isLarge ? `${userId} large` : userId
  const { current, next } = await fairPriority(tx, processVersionJob, share)
  const priority = Math.max(next, current + (isLarge ? priorities.firstSliceOfLargeFile : priorities.firstSlice))
  await enqueue(tx, processVersionJob, { versionId, share }, { jobKey: jobKeyOf(versionId), priority })
}

/** Queues a version behind everything that users wait for. */
export async function enqueueInBackground(tx: Tx, versionId: string): Promise<void> {
  const options = { jobKey: jobKeyOf(versionId), priority: priorities.background }
  await enqueue(tx, processVersionJob, { versionId, isBackground: true }, options)
}

/**
 * Queues the next slice of a version, or the same one again at `runAt`. Later slices come behind what the user has waiting; each fourth is
 * served next.
 */
export async function enqueueSlice(slice: JobSlice, userId: string, runAt?: Date): Promise<void> {
  await db.$transaction(async (tx) => {
    const { current, next } = await fairPriority(tx, processVersionJob, userId)
    const isFirst = slice.slice === 1 || slice.slice % processingLimits.slicesPerFirstPriority === 0
    const fair = isFirst ? current + priorities.firstSlice : Math.max(next, current + priorities.laterSlice)
    const priority = slice.isBackground ? priorities.background : fair
    // Only first slices count for a share: a long document does not push back what its user uploads next.
    const payload = { ...slice, share: undefined }
    await enqueue(tx, processVersionJob, payload, {
      jobKey: jobKeyOf(slice.versionId),
      priority,
      ...(runAt && { runAt }),
    })
  })
}

function jobKeyOf(versionId: string): string {
  return `${processVersionJob.name}:${versionId}`
}
