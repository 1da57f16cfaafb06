import { db } from '#lib/core/db/client.ts'
import { newId } from '#lib/core/db/id.ts'
import { jobSliceSchema } from '#lib/processing/job-slice.ts'
import { processVersion } from '#lib/processing/process-version.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser } from '#tests/support/people.ts'

/** Creates a queued version without a job, so that the test runs the job itself. */
async function createQueuedVersion(): Promise<string> {
  const { id: createdById, personalMatterId: matterId } = await createUser()
  const [documentId, id, sha256] = [newId(), newId(), newId().replaceAll('-', '').padEnd(64, '0')]
  await db.blob.create({ data: { sha256, bytes: 1n } })
  await db.document.create({ data: { id: documentId, matterId, title: 'Fatal', tags: [], createdById } })
  const data = { id, documentId, number: 1, sha256, bytes: 1n, fileName: 'fatal.pdf', createdById }
  await db.documentVersion.create({ data })
  return id
}

async function runJob(versionId: string, job: { attempts: number; last_error: string | null }): Promise<void> {
  const { signal } = new AbortController()
  const run = { signal, attempt: job.attempts, lastError: job.last_error }
  await processVersion(jobSliceSchema.parse({ versionId }), run)
}

test('A document that crashes the process on every attempt is marked as failed', async ({ database: _database }) => {
  const versionId = await createQueuedVersion()
  await runJob(versionId, { attempts: 6, last_error: null })
  const version = await db.documentVersion.findUniqueOrThrow({ where: { id: versionId } })
  expect(version).toMatchObject({ status: 'failed', failureCode: 'pdf.too_complex' })
  expect(version.failureDetail).toContain('ended the server process several times')
  expect(version.settledAt).not.toBeNull()
})

test('An internal error is retried, and is reported as an internal error in the end', async ({
  database: _database,
}) => {
  const versionId = await createQueuedVersion()
  // The file of this version does not exist.
  await expect(runJob(versionId, { attempts: 1, last_error: null })).rejects.toMatchObject({
    code: 'storage.file_missing',
  })
  expect((await db.documentVersion.findUniqueOrThrow({ where: { id: versionId } })).status).toBe('queued')
  await runJob(versionId, { attempts: 6, last_error: 'a fault of ours' })
  const version = await db.documentVersion.findUniqueOrThrow({ where: { id: versionId } })
  expect(version).toMatchObject({ status: 'failed', failureCode: 'server.error' })
})

test('A document whose file stays missing fails with its own error code', async ({ database: _database }) => {
  const versionId = await createQueuedVersion()
  await runJob(versionId, { attempts: 6, last_error: 'The stored file is missing' })
  const version = await db.documentVersion.findUniqueOrThrow({ where: { id: versionId } })
  expect(version).toMatchObject({ status: 'failed', failureCode: 'storage.file_missing' })
})

test('An attempt that found processing paused is not counted', async ({ database: _database }) => {
  const versionId = await createQueuedVersion()
  const paused = runJob(versionId, { attempts: 9, last_error: 'paused: storage.full' })
  await expect(paused, 'processing continues and needs the file').rejects.toMatchObject({
    code: 'storage.file_missing',
  })
  expect((await db.documentVersion.findUniqueOrThrow({ where: { id: versionId } })).status).toBe('queued')
})

test('A job for a settled or deleted version does nothing', async ({ database: _database }) => {
  const versionId = await createQueuedVersion()
  await db.documentVersion.update({ where: { id: versionId }, data: { status: 'ready' } })
  await runJob(versionId, { attempts: 1, last_error: null })
  await runJob(versionId, { attempts: 9, last_error: null })
  expect((await db.documentVersion.findUniqueOrThrow({ where: { id: versionId } })).status).toBe('ready')
  await runJob(newId(), { attempts: 1, last_error: null })
})
