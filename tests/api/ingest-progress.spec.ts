import { system } from '#lib/audit/commands.ts'
import { db, type Tx } from '#lib/core/db/client.ts'
import { purgeRows } from '#lib/documents/commands/purge-document.ts'
import { processVersionJob } from '#lib/processing/job-slice.ts'
import { processingLimits } from '#lib/processing/limits.ts'
import { type Api, createApiClient } from '#tests/support/api.ts'
import { waitForBlockedBackends } from '#tests/support/blocked-backends.ts'
import { uploadPdf, waitUntilSettled } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { damagedPdf, emptyPdf, lockedPdf, type MadePage, makePdf } from '#tests/support/made-pdf.ts'
import { createUser } from '#tests/support/people.ts'

type Read = {
  status: string
  pageCount: number | null
  pagesDone: number
  failure: { code: string; detail: string } | null
  coverage: { pages: number; text: number; ocr: number; unreadable: number }
}

let api: Api
test.beforeEach(async ({ server }) => {
  api = await createApiClient(server.baseUrl, await createUser({ role: 'editor' }))
})

function manyPages(count: number, about = 'Clause'): MadePage[] {
  return Array.from({ length: count }, (_, index) => ({
    lines: [`${about} ${index + 1}`, 'The parties agree as follows.'],
  }))
}

async function getDocument(id: string): Promise<Read> {
  return (await api.get(`/documents/${id}`)).json()
}

test('Every page counted in the progress can be read, and progress is reported in steps', async () => {
  test.setTimeout(90_000)
  const { id } = await uploadPdf(api, { pages: manyPages(900), wait: false })
  let document = await getDocument(id)
  let before = 0
  const seen = new Set<number>()
  while (document.status === 'queued' || document.status === 'processing') {
    expect(document.pagesDone).toBeGreaterThanOrEqual(before)
    expect(document.pagesDone).toBeLessThanOrEqual(document.pageCount ?? 0)
    before = document.pagesDone
    if (before > 0) expect((await api.get(`/documents/${id}/pages/${before}`)).status).toBe(200)
    seen.add(before)
    document = await getDocument(id)
  }
  expect(document).toMatchObject({ status: 'ready', pageCount: 900, pagesDone: 900 })
  expect(document.coverage).toEqual({ pages: 900, text: 900, ocr: 0, unreadable: 0 })
  expect(seen.size, 'number of distinct progress values').toBeGreaterThan(2)
})

for (const [what, bytes, code] of [
  ['protected by a password', lockedPdf(), 'pdf.password_required'],
  ['that is damaged', damagedPdf(), 'pdf.damaged'],
  ['without pages', emptyPdf(), 'pdf.no_pages'],
] as const) {
  test(`A PDF ${what} fails with an error code and an instruction, and can still be downloaded`, async () => {
    const { id } = await uploadPdf(api, { bytes: new Uint8Array(bytes) })
    const document = await getDocument(id)
    expect(document).toMatchObject({ status: 'failed', pagesDone: 0, failure: { code } })
    expect(document.failure?.detail).toMatch(/\.$/)
    const content = await api.get(`/documents/${id}/content`)
    expect(Buffer.from(await content.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true)
  })
}

test('Pages that contain only an image are counted as unreadable', async () => {
  const { id } = await uploadPdf(api, { pages: [{ lines: ['Typed'] }, { lines: [], isScan: true }, { lines: [] }] })
  expect((await getDocument(id)).coverage).toEqual({ pages: 3, text: 2, ocr: 0, unreadable: 1 })
  const page = await (await api.get(`/documents/${id}/pages/2`)).json()
  expect(page).toMatchObject({ number: 2, source: 'none', text: '', words: [] })
})

test('Processing the same bytes twice gives the same text and word boxes', async () => {
  const bytes = new Uint8Array(await makePdf([{ lines: ['Governing Law', 'The laws of Delaware'], rotate: 90 }]))
  const [first, second] = [await uploadPdf(api, { bytes }), await uploadPdf(api, { bytes })]
  const pages = await Promise.all(
    [first, second].map(async ({ id }) => (await api.get(`/documents/${id}/pages/1`)).json()),
  )
  expect(pages[0]).toEqual(pages[1])
  expect(pages[0].text).toBe('Governing Law\nThe laws of Delaware')
})

test('A short document uploaded after a long one is ready before it', async () => {
  test.setTimeout(180_000)
  const long = await uploadPdf(api, { pages: manyPages(6_000, 'Long'), wait: false })
  const version = { documentId: long.id }
  await expect.poll(async () => (await getDocument(long.id)).pagesDone, { intervals: [20] }).toBeGreaterThan(0)
  // The row lock keeps the long document from saving pages until its job slice ends, independent of the machine's speed.
  const short = await db.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM "DocumentVersion" WHERE "documentId" = ${long.id}::uuid FOR UPDATE`
      const heldAt = performance.now()
      const document = await uploadPdf(api, { pages: manyPages(1, 'Short'), wait: false })
      await expect.poll(() => performance.now() - heldAt).toBeGreaterThan(processingLimits.sliceMs)
      return document
    },
    { timeout: 60_000 },
  )
  expect((await db.documentVersion.findFirstOrThrow({ where: version })).status).toBe('processing')
  await waitUntilSettled(api, short.id)
  await expect.poll(async () => (await getDocument(long.id)).status, { timeout: 150_000 }).toBe('ready')
  expect(await getDocument(long.id)).toMatchObject({ pagesDone: 6_000, coverage: { text: 6_000 } })
  const inOrder = await db.documentVersion.findMany({
    where: { documentId: { in: [long.id, short.id] } },
    orderBy: { settledAt: 'asc' },
  })
  expect(inOrder.map(({ documentId }) => documentId)).toEqual([short.id, long.id])
})

/** Uploads a long document and runs `change` while its processing is blocked in the middle. Gives its id. */
async function changeDuringProcessing(change: (tx: Tx, id: string) => Promise<unknown>): Promise<string> {
  let id = ''
  let changed: Promise<unknown> = Promise.resolve()
  const changeWhileBlocked = async (tx: Tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Document" WHERE id = ${id}::uuid FOR UPDATE`
    await waitForBlockedBackends(tx, { statement: /FROM "Document".*FOR SHARE/s })
    const { status, pagesDone } = await tx.documentVersion.findFirstOrThrow({ where: { documentId: id } })
    expect([status, pagesDone > 0, pagesDone < 1_000]).toEqual(['processing', true, true])
    await change(tx, id)
  }
  await db.$transaction(
    async (pageLock) => {
      // The first pages cannot be saved until the lock of the document is requested behind them.
      await pageLock.$executeRaw`LOCK TABLE "Page" IN SHARE ROW EXCLUSIVE MODE`
      id = (await uploadPdf(api, { pages: manyPages(1_000), wait: false })).id
      await waitForBlockedBackends(pageLock, { statement: /INSERT INTO "Page"/ })
      changed = db.$transaction(changeWhileBlocked, { timeout: 60_000 })
      await waitForBlockedBackends(pageLock, { statement: /FROM "Document".*FOR UPDATE/s })
    },
    { timeout: 60_000 },
  )
  await changed
  return id
}

test('A document moved to the trash during processing is processed to its end and can be restored', async () => {
  const id = await changeDuringProcessing((tx, documentId) =>
    tx.document.update({ where: { id: documentId }, data: { deletedAt: new Date() } }),
  )
  const readVersion = () => db.documentVersion.findFirstOrThrow({ where: { documentId: id } })
  await expect.poll(async () => (await readVersion()).status, { timeout: 30_000 }).toBe('ready')
  expect((await api.post(`/documents/${id}/restore`)).status).toBe(200)
  expect(await getDocument(id)).toMatchObject({ status: 'ready', coverage: { pages: 1_000, text: 1_000 } })
})

test('A document purged during processing ends its job without a failure and leaves no rows', async () => {
  let versionId = ''
  const id = await changeDuringProcessing(async (tx, documentId) => {
    versionId = (await tx.documentVersion.findFirstOrThrow({ where: { documentId } })).id
    await purgeRows(tx, system, { id: documentId, title: 'purged' })
  })
  // A failed job stays for some seconds before its retry, longer than the interval of the poll.
  const errors = new Set<string>()
  const countJobs = async () => {
    const jobs = await db.$queryRaw<{ error: string | null }[]>`
      SELECT last_error AS error FROM graphile_worker.jobs WHERE key = ${`${processVersionJob.name}:${versionId}`}`
    for (const { error } of jobs) if (error !== null) errors.add(error)
    return jobs.length
  }
  await expect.poll(countJobs, { timeout: 30_000 }).toBe(0)
  expect([...errors]).toEqual([])
  expect(await db.page.count({ where: { versionId } })).toBe(0)
  expect((await api.get(`/documents/${id}`)).status).toBe(404)
  expect((await waitUntilSettled(api, (await uploadPdf(api)).id)).status).toBe('ready')
})
