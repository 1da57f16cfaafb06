import { db } from '#lib/core/db/client.ts'
import { newId } from '#lib/core/db/id.ts'
import { fairPriority } from '#lib/core/jobs/fair-priority.ts'
import { priorities } from '#lib/core/jobs/priorities.ts'
import type { PageText } from '#lib/core/pdf/pdf.ts'
import { jobSliceSchema, processVersionJob } from '#lib/processing/job-slice.ts'
import { processingLimits } from '#lib/processing/limits.ts'
import { processVersion } from '#lib/processing/process-version.ts'
import { enqueueFirstSlice } from '#lib/processing/queue.ts'
import { repeatStep } from '#lib/processing/reprocess.ts'
import { runPendingSteps } from '#lib/processing/run-steps.ts'
import { savePages } from '#lib/processing/save-pages.ts'
import type { ProcessingStep } from '#lib/processing/step.ts'
import { processingSteps } from '#lib/processing/steps.ts'
import { uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser } from '#tests/support/people.ts'

const pages = [{ lines: ['7. TERM. This Agreement begins at once.'] }, { lines: ['It ends after five years.'] }]

/** A version with a status of its own and without a job: the test processes it. */
async function createVersion(pageCount: number): Promise<string> {
  const { id: createdById, personalMatterId: matterId } = await createUser()
  const [documentId, id, sha256] = [newId(), newId(), newId().replaceAll('-', '').padEnd(64, '0')]
  await db.blob.create({ data: { sha256, bytes: 1n } })
  await db.document.create({ data: { id: documentId, matterId, title: 'Steps', tags: [], createdById } })
  const file = { sha256, bytes: 1n, fileName: 'steps.pdf', createdById }
  await db.documentVersion.create({ data: { id, documentId, number: 1, ...file, status: 'processing', pageCount } })
  return id
}

function pageText(number: number, text: string, problem: PageText['problem'] = null): PageText {
  const size = { width: 612, height: 792 }
  return { number, text, ...size, words: new Uint8Array(), isPicture: text === '', problem, problemDetail: null }
}

const headingsOf = async (versionId: string) =>
  db.passage.findMany({ where: { versionId }, orderBy: { page: 'asc' }, select: { page: true, headingPath: true } })

const run = { signal: new AbortController().signal, attempt: 1, lastError: null }

test('a page that arrives before the page above it is split again below the heading of that page', async ({
  database: _database,
}) => {
  const id = await createVersion(3)
  const version = { id, generation: 1 }
  await savePages(
    version,
    [pageText(3, 'The notice must be in writing.'), pageText(2, 'It ends after five years.')].reverse(),
  )
  expect(await headingsOf(id)).toEqual([
    { page: 2, headingPath: [] },
    { page: 3, headingPath: [] },
  ])
  await savePages(version, [pageText(1, '7. TERM. This Agreement begins at once.')])
  expect(await runPendingSteps(id, () => false)).toBe(true)
  expect(await headingsOf(id)).toEqual([
    { page: 1, headingPath: ['7 TERM'] },
    { page: 2, headingPath: ['7 TERM'] },
    { page: 3, headingPath: ['7 TERM'] },
  ])
})

test('pages that were saved already are neither counted nor replaced when they are saved again', async ({
  database: _database,
}) => {
  const id = await createVersion(1)
  await savePages({ id, generation: 1 }, [pageText(1, 'First.')])
  await savePages({ id, generation: 1 }, [pageText(1, 'First.')])
  expect(await db.documentVersion.findUnique({ where: { id } })).toMatchObject({ pagesDone: 1, pagesText: 1 })
  expect(await db.passage.count({ where: { versionId: id } })).toBe(1)
})

test('a page says why it has no text: it is damaged, exceeds a limit, or only shows a picture', async ({
  database: _database,
}) => {
  const id = await createVersion(4)
  await savePages({ id, generation: 1 }, [
    pageText(1, 'Text.'),
    pageText(2, '', 'damaged'),
    pageText(3, '', 'too_complex'),
    pageText(4, ''),
  ])
  const rows = await db.page.findMany({ where: { versionId: id }, orderBy: { number: 'asc' } })
  expect(rows.map(({ steps }) => (steps as { extract: object }).extract)).toEqual([
    { state: 'done' },
    { state: 'failed', reason: 'damaged' },
    { state: 'failed', reason: 'too_complex' },
    { state: 'failed', reason: 'no_text' },
  ])
})

test('one step is run again alone, on the pages as they are, while the document stays ready', async ({ api }) => {
  const { id } = await uploadPdf(await api(await createUser()), { pages })
  const version = await db.documentVersion.findFirstOrThrow({ where: { documentId: id } })
  const before = await headingsOf(version.id)
  await db.passage.deleteMany({ where: { versionId: version.id } })
  expect(await repeatStep(version.id, 'passages')).toBe(true)
  await processVersion(jobSliceSchema.parse({ versionId: version.id }), run)
  expect(await headingsOf(version.id)).toEqual(before)
  const after = await db.documentVersion.findFirstOrThrow({ where: { documentId: id } })
  expect(after).toMatchObject({ status: 'ready', generation: version.generation, settledAt: version.settledAt })
})

test('a step that is added to the list runs on pages that were processed without it', async ({ api }) => {
  const { id } = await uploadPdf(await api(await createUser()), { pages })
  const { id: versionId } = await db.documentVersion.findFirstOrThrow({ where: { documentId: id } })
  const countWords: ProcessingStep = {
    name: 'word-count',
    run: async (_tx, _version, found) => ({
      entries: new Map(found.map(({ number, text }) => [number, { state: 'done', words: text.split(/\s+/).length }])),
    }),
  }
  const steps = processingSteps as ProcessingStep[]
  steps.push(countWords)
  try {
    await processVersion(jobSliceSchema.parse({ versionId }), run)
  } finally {
    steps.pop()
  }
  const rows = await db.page.findMany({ where: { versionId }, orderBy: { number: 'asc' } })
  expect(rows.map(({ steps: entries }) => (entries as Record<string, object>)['word-count'])).toEqual([
    { state: 'done', words: 7 },
    { state: 'done', words: 5 },
  ])
})

test('the first slice of a large file comes behind small files, before later slices and before reprocessing', async ({
  database: _database,
}) => {
  const rolledBack = new Error('rolled back')
  /** How far behind the job that is served next a file of this size is queued. */
  const offsetOf = async (bytes: number) => {
    let offset = Number.NaN
    const adding = db.$transaction(
      async (tx) => {
        const [versionId, userId] = [newId(), newId()]
        const { current } = await fairPriority(tx, processVersionJob, userId)
        await enqueueFirstSlice(tx, { versionId, userId, bytes })
        const [job] = await tx.$queryRaw<{ priority: number }[]>`
        SELECT priority::int FROM graphile_worker._private_jobs WHERE key = ${`${processVersionJob.name}:${versionId}`}`
        offset = (job?.priority ?? Number.NaN) - current
        throw rolledBack
      },
      { isolationLevel: 'RepeatableRead' },
    )
    await expect(adding).rejects.toBe(rolledBack)
    return offset
  }
  const [small, large] = [await offsetOf(1), await offsetOf(processingLimits.largeFileBytes + 1)]
  expect(small).toBe(0)
  expect(large).toBeGreaterThan(small)
  expect(large).toBeLessThan(priorities.laterSlice)
  expect(large).toBeLessThan(priorities.background)
})
