import { db } from '#lib/core/db/client.ts'
import { processingLimits } from '#lib/processing/limits.ts'
import { type Api, openApi } from '#tests/support/api.ts'
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
  api = await openApi(server.baseUrl, await createUser({ role: 'editor' }))
})

function manyPages(count: number, about = 'Clause'): MadePage[] {
  return Array.from({ length: count }, (_, index) => ({
    lines: [`${about} ${index + 1}`, 'The parties agree as follows.'],
  }))
}

async function getDocument(id: string): Promise<Read> {
  return (await api.get(`/documents/${id}`)).json()
}

test('progress never runs ahead of what can be read', async () => {
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
  expect(seen.size, 'told in steps, not at once').toBeGreaterThan(2)
})

for (const [what, bytes, code] of [
  ['locked with a password', lockedPdf(), 'pdf.password_required'],
  ['damaged', damagedPdf(), 'pdf.damaged'],
  ['without a page', emptyPdf(), 'pdf.no_pages'],
] as const) {
  test(`a PDF ${what} fails with a code and says what to do, and stays downloadable`, async () => {
    const { id } = await uploadPdf(api, { bytes: new Uint8Array(bytes) })
    const document = await getDocument(id)
    expect(document).toMatchObject({ status: 'failed', pagesDone: 0, failure: { code } })
    expect(document.failure?.detail).toMatch(/\.$/)
    const content = await api.get(`/documents/${id}/content`)
    expect(Buffer.from(await content.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true)
  })
}

test('pages that only show a picture are counted as unreadable', async () => {
  const { id } = await uploadPdf(api, { pages: [{ lines: ['Typed'] }, { lines: [], isScan: true }, { lines: [] }] })
  expect((await getDocument(id)).coverage).toEqual({ pages: 3, text: 2, ocr: 0, unreadable: 1 })
  const page = await (await api.get(`/documents/${id}/pages/2`)).json()
  expect(page).toMatchObject({ number: 2, source: 'none', text: '', words: [] })
})

test('the same bytes give the same text and boxes', async () => {
  const bytes = new Uint8Array(await makePdf([{ lines: ['Governing Law', 'The laws of Delaware'], rotate: 90 }]))
  const [first, second] = [await uploadPdf(api, { bytes }), await uploadPdf(api, { bytes })]
  const pages = await Promise.all(
    [first, second].map(async ({ id }) => (await api.get(`/documents/${id}/pages/1`)).json()),
  )
  expect(pages[0]).toEqual(pages[1])
  expect(pages[0].text).toBe('Governing Law\nThe laws of Delaware')
})

test('a long document does not keep a short one waiting', async () => {
  test.setTimeout(180_000)
  const long = await uploadPdf(api, { pages: manyPages(6_000, 'Long'), wait: false })
  const version = { documentId: long.id }
  await expect.poll(async () => (await getDocument(long.id)).pagesDone, { intervals: [20] }).toBeGreaterThan(0)
  // However quick the machine, the long one is in the middle when its turn ends: nobody can save a page of it until then.
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

test('a document that is deleted while it is being read does no harm', async () => {
  const { id } = await uploadPdf(api, { pages: manyPages(400), wait: false })
  expect((await api.delete(`/documents/${id}`, { 'If-Match': '*' })).status).toBe(204)
  expect((await waitUntilSettled(api, (await uploadPdf(api)).id)).status).toBe('ready')
})
