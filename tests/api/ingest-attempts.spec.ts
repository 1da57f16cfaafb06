import { db } from '#lib/core/db/client.ts'
import { newId } from '#lib/core/db/id.ts'
import { jobSliceSchema } from '#lib/processing/job-slice.ts'
import { processVersion } from '#lib/processing/process-version.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser } from '#tests/support/people.ts'

/** A version that waits, without a job: the test is the worker. */
async function createQueuedVersion(): Promise<string> {
  const { id: createdById, personalMatterId: matterId } = await createUser()
  const [documentId, id, sha256] = [newId(), newId(), newId().replaceAll('-', '').padEnd(64, '0')]
  await db.blob.create({ data: { sha256, bytes: 1n } })
  await db.document.create({ data: { id: documentId, matterId, title: 'Fatal', tags: [], createdById } })
  const data = { id, documentId, number: 1, sha256, bytes: 1n, fileName: 'fatal.pdf', createdById }
  await db.documentVersion.create({ data })
  return id
}

async function work(versionId: string, job: { attempts: number; last_error: string | null }): Promise<void> {
  const { signal } = new AbortController()
  const run = { signal, attempt: job.attempts, lastError: job.last_error }
  await processVersion(jobSliceSchema.parse({ versionId }), run)
}

test('a document that ends the process each time is given up', async ({ database: _database }) => {
  const versionId = await createQueuedVersion()
  await work(versionId, { attempts: 6, last_error: null })
  const version = await db.documentVersion.findUniqueOrThrow({ where: { id: versionId } })
  expect(version).toMatchObject({ status: 'failed', failureCode: 'pdf.too_complex' })
  expect(version.failureDetail).toContain('ended the server process several times')
  expect(version.settledAt).not.toBeNull()
})

test('an error of ours is tried again, and named as ours in the end', async ({ database: _database }) => {
  const versionId = await createQueuedVersion()
  // Its file is not there.
  await expect(work(versionId, { attempts: 1, last_error: null })).rejects.toMatchObject({
    code: 'storage.file_missing',
  })
  expect((await db.documentVersion.findUniqueOrThrow({ where: { id: versionId } })).status).toBe('queued')
  await work(versionId, { attempts: 6, last_error: 'a fault of ours' })
  const version = await db.documentVersion.findUniqueOrThrow({ where: { id: versionId } })
  expect(version).toMatchObject({ status: 'failed', failureCode: 'server.error' })
})

test('a document whose file stays missing fails with a code of its own', async ({ database: _database }) => {
  const versionId = await createQueuedVersion()
  await work(versionId, { attempts: 6, last_error: 'The stored file is missing' })
  const version = await db.documentVersion.findUniqueOrThrow({ where: { id: versionId } })
  expect(version).toMatchObject({ status: 'failed', failureCode: 'storage.file_missing' })
})

test('an attempt that only found processing paused does not count', async ({ database: _database }) => {
  const versionId = await createQueuedVersion()
  const paused = work(versionId, { attempts: 9, last_error: 'paused: storage.full' })
  await expect(paused, 'it goes on and looks for the file').rejects.toMatchObject({ code: 'storage.file_missing' })
  expect((await db.documentVersion.findUniqueOrThrow({ where: { id: versionId } })).status).toBe('queued')
})

test('a settled version, and one that is gone, are left alone', async ({ database: _database }) => {
  const versionId = await createQueuedVersion()
  await db.documentVersion.update({ where: { id: versionId }, data: { status: 'ready' } })
  await work(versionId, { attempts: 1, last_error: null })
  await work(versionId, { attempts: 9, last_error: null })
  expect((await db.documentVersion.findUniqueOrThrow({ where: { id: versionId } })).status).toBe('ready')
  await work(newId(), { attempts: 1, last_error: null })
})
