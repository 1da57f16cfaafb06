import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { db } from '#lib/core/db/client.ts'
import { newId } from '#lib/core/db/id.ts'
import { jobSliceSchema } from '#lib/processing/job-slice.ts'
import { processVersion } from '#lib/processing/process-version.ts'
import { type Api, createApiClient } from '#tests/support/api.ts'
import { createMatter, uploadPdf, waitUntilSettled } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { findFreePort } from '#tests/support/global-setup.ts'
import { startInstance } from '#tests/support/instance.ts'
import { lockedPdf } from '#tests/support/made-pdf.ts'
import { createUser } from '#tests/support/people.ts'
import { admin } from '#tests/support/test-run.ts'

let api: Api
test.beforeEach(async ({ server }) => {
  api = await createApiClient(server.baseUrl, await createUser({ role: 'editor' }))
})

const pages = [{ lines: ['Seller delivers the turbines.'] }, { lines: ['Buyer pays for the turbines.'] }]

/** Changes the stored pages to what an older extraction might have left: other words, and a page that does not exist. */
async function storeOlderExtraction(documentId: string): Promise<string> {
  const { id: versionId } = await db.documentVersion.findFirstOrThrow({ where: { documentId } })
  const text = 'S e l l e r delivers'
  await db.page.updateMany({ where: { versionId }, data: { text } })
  await db.passage.updateMany({ where: { versionId }, data: { text } })
  await db.page.create({
    data: { versionId, number: 3, width: 9, height: 9, text: '', words: new Uint8Array(), source: 'none' },
  })
  return versionId
}

const textOf = async (id: string) => (await api.get(`/documents/${id}/text`)).text()

test('Reprocessing replaces the text of each page, and search finds the new text', async () => {
  const { id } = await uploadPdf(api, { pages })
  const originalText = await textOf(id)
  const before = await (await api.get(`/documents/${id}`)).json()
  const versionId = await storeOlderExtraction(id)
  const response = await api.post(`/documents/${id}/reading`)
  expect(response.status).toBe(202)
  expect(response.headers.get('location')).toBe(`/api/v1/documents/${id}/events`)
  const { updatedAt: _, ...same } = before
  expect(await waitUntilSettled(api, id)).toMatchObject(same)
  expect(await textOf(id)).toBe(originalText)
  expect(await db.page.count({ where: { versionId } })).toBe(2)
  const found = await (await api.get(`/search?q=turbines&documentId=${id}`)).json()
  expect(found.items.map((item: { page: number }) => item.page)).toEqual(expect.arrayContaining([1, 2]))
  expect(found.coverage).toEqual({ documents: 1, pages: 2, unreadablePages: 0 })
  expect(await db.auditEvent.count({ where: { targetId: id, action: 'document.read_again' } })).toBe(1)
})

test('A page keeps its text until it is reprocessed, and when reprocessing fails', async () => {
  const { id } = await uploadPdf(api, { pages })
  const originalText = await textOf(id)
  const { id: versionId } = await db.documentVersion.findFirstOrThrow({ where: { documentId: id } })
  // Without a job, so that the version stays queued until the test processes it.
  await db.documentVersion.update({
    where: { id: versionId },
    data: { status: 'queued', generation: 2, pageCount: null, pagesDone: 0, pagesText: 0 },
  })
  expect(await (await api.get(`/documents/${id}`)).json()).toMatchObject({ status: 'queued', pagesDone: 0 })
  expect((await (await api.get(`/documents/${id}/pages/2`)).json()).text).toContain('Buyer pays')
  expect((await (await api.get(`/search?q=turbines&documentId=${id}`)).json()).total).toBe(2)

  const { signal } = new AbortController()
  await processVersion(jobSliceSchema.parse({ versionId }), { signal, attempt: 6, lastError: null })
  expect(await (await api.get(`/documents/${id}`)).json()).toMatchObject({
    status: 'ready',
    failure: null,
    pageCount: 2,
    pagesDone: 2,
    coverage: { pages: 2, text: 2, ocr: 0, unreadable: 0 },
  })
  expect(await textOf(id)).toBe(originalText)
})

test('Reprocessing a failed document that still cannot be read fails again with its failure recorded', async () => {
  const { id } = await uploadPdf(api, { bytes: new Uint8Array(lockedPdf()) })
  expect((await api.post(`/documents/${id}/reading`)).status).toBe(202)
  const after = await waitUntilSettled(api, id)
  expect(after).toMatchObject({ status: 'failed', failure: { code: 'pdf.password_required' }, pagesDone: 0 })
})

test('Ten concurrent requests to reprocess a document start one run', async () => {
  const { id } = await uploadPdf(api, { pages: Array.from({ length: 40 }, () => ({ lines: ['A long clause.'] })) })
  const responses = await Promise.all(Array.from({ length: 10 }, () => api.post(`/documents/${id}/reading`)))
  expect(responses.map(({ status }) => status)).toEqual(Array(10).fill(202))
  await waitUntilSettled(api, id)
  const version = await db.documentVersion.findFirstOrThrow({ where: { documentId: id } })
  expect(version.pagesDone).toBe(40)
  expect(await db.auditEvent.count({ where: { targetId: id, action: 'document.read_again' } })).toBe(
    version.generation - 1,
  )
})

test('Reprocessing requires write access to the matter', async ({ server }) => {
  const matter = await createMatter(api)
  const { id } = await uploadPdf(api, { matterId: matter.id })
  const reader = await createUser({ role: 'editor' })
  const asReader = await createApiClient(server.baseUrl, reader)
  expect((await asReader.post(`/documents/${id}/reading`)).status).toBe(404)
  await api.put(`/matters/${matter.id}/members/${reader.id}`, { role: 'viewer' })
  expect((await asReader.post(`/documents/${id}/reading`)).status).toBe(403)
  expect((await api.post(`/documents/${newId()}/reading`)).status).toBe(404)
  expect((await api.post('/documents/none/reading')).status).toBe(404)
  await api.delete(`/documents/${id}`)
  expect((await api.post(`/documents/${id}/reading`)).status).toBe(404)
})

test('npm run reprocess enqueues all documents, which stay readable meanwhile', async () => {
  test.setTimeout(120_000)
  const dataDir = await mkdtemp(path.join(tmpdir(), 'lexai-again-'))
  // A separate server, so that documents of other tests are not reprocessed. The port is kept because it is part of the public origin.
  const settings = { DATABASE_URL: undefined, LEXAI_DATA_DIR: dataDir, PORT: String(await findFreePort()) }
  let instance = await startInstance(settings)
  try {
    const as = await createApiClient(
      instance.baseUrl,
      await (await (await createApiClient(instance.baseUrl, null)).post('/sessions', admin)).json(),
    )
    const { id } = await uploadPdf(as, { pages })
    await instance.stop()
    instance = await startInstance({ ...settings, LEXAI_WORKERS: '0' })
    const { DATABASE_URL: _, ...env } = { ...process.env, ...settings }
    const { stdout, status } = spawnSync('npm', ['run', '--silent', 'reprocess'], { encoding: 'utf8', env })
    expect(stdout).toMatch(/^1 file is queued to be processed again/m)
    expect(status).toBe(0)
    expect(await (await as.get(`/documents/${id}`)).json()).toMatchObject({ status: 'queued', pagesDone: 0 })
    expect((await (await as.get(`/documents/${id}/pages/2`)).json()).text).toContain('Buyer pays')
  } finally {
    await instance.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
})
