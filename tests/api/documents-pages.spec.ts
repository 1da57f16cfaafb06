import { createParser, type EventSourceMessage } from 'eventsource-parser'
import sharp from 'sharp'
import { db } from '#lib/core/db/client.ts'
import { notify } from '#lib/core/db/notifications.ts'
import { storage } from '#lib/core/storage/storage.ts'
import type { Api } from '#tests/support/api.ts'
import { createMatter, uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser } from '#tests/support/people.ts'

const pages = [{ lines: ['This Agreement ends', 'on 31 December.'] }, { lines: ['Second page.'] }]

test('A page contains its text and a box for every word', async ({ api }) => {
  const ada = await api(await createUser())
  const { id, status } = await uploadPdf(ada, { pages })
  expect(status).toBe('ready')
  const page = await (await ada.get(`/documents/${id}/pages/1`)).json()
  expect(page).toMatchObject({ number: 1, width: 612, height: 792, source: 'text', confidence: null })
  expect(page.words.map(([start, end]: [number, number]) => page.text.slice(start, end))).toEqual(
    pages[0]?.lines.join(' ').split(' '),
  )
  for (const [, , x, y, w, h] of page.words) {
    expect(x >= 0 && y >= 0 && w > 0 && h > 0 && x + w <= 612 && y + h <= 792).toBe(true)
  }
  expect((await ada.get(`/documents/${id}/pages/3`)).status).toBe(404)
  for (const number of ['0', '-1', 'x', '1.5', '99999999999']) {
    expect((await ada.get(`/documents/${id}/pages/${number}`)).status, number).toBe(404)
  }
})

test('The text separates pages by form feeds', async ({ api }) => {
  const ada = await api(await createUser())
  const { id } = await uploadPdf(ada, { pages })
  const response = await ada.get(`/documents/${id}/text?version=1`)
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  const parts = (await response.text()).split('\f')
  const page = async (number: number) => (await (await ada.get(`/documents/${id}/pages/${number}`)).json()).text
  expect(parts).toEqual([await page(1), await page(2)])
})

test('A page that is not processed yet is answered with its own error code', async ({ api }) => {
  const ada = await api(await createUser())
  const { id } = await uploadPdf(ada, { pages })
  const { currentVersionId } = await db.document.findUniqueOrThrow({ where: { id } })
  await db.documentVersion.update({ where: { id: currentVersionId ?? '' }, data: { status: 'processing' } })
  await db.page.delete({ where: { versionId_number: { versionId: currentVersionId ?? '', number: 2 } } })
  const response = await ada.get(`/documents/${id}/pages/2`)
  expect([response.status, (await response.json()).code]).toEqual([409, 'document.not_ready'])
  expect((await ada.get(`/documents/${id}/pages/3`)).status).toBe(404)
  expect(await (await ada.get(`/documents/${id}/text`)).text()).toMatch(/December\.\s*\f$/)
})

test('A page image is rendered at the requested width and cached', async ({ api }) => {
  const ada = await api(await createUser())
  const { id } = await uploadPdf(ada, { pages })
  const path = `/documents/${id}/pages/2/image`
  const responses = await Promise.all(Array.from({ length: 4 }, () => ada.get(`${path}?width=320&version=1`)))
  const images = await Promise.all(responses.map(async (answer) => Buffer.from(await answer.bytes())))
  expect(responses.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect(responses[0]?.headers.get('content-type')).toBe('image/webp')
  expect(responses[0]?.headers.get('cache-control')).toBe('private, no-cache')
  expect(new Set(responses.map(({ headers }) => headers.get('etag'))).size).toBe(1)
  expect(await sharp(images[0]).metadata()).toMatchObject({ format: 'webp', width: 320, height: 414 })
  expect((await ada.get(`${path}?width=77`)).headers.get('cache-control')).toBe('private, no-cache')
  for (const width of ['63', '2049', 'wide']) expect((await ada.get(`${path}?width=${width}`)).status).toBe(422)
  expect((await ada.get(`/documents/${id}/pages/3/image`)).status).toBe(404)
})

test('A conditional request for a page image returns 304 without rendering, and 404 after access ended', async ({
  api,
}) => {
  const [owner, other] = [await createUser(), await createUser()]
  const [ada, bob] = [await api(owner), await api(other)]
  const matter = await createMatter(ada)
  await ada.put(`/matters/${matter.id}/members/${other.id}`, { role: 'viewer' })
  const { id } = await uploadPdf(ada, { pages: [...pages, { lines: [matter.id] }], matterId: matter.id })
  const path = `/documents/${id}/pages/2/image?width=333&version=1`
  const etag = (await bob.get(path)).headers.get('etag') ?? ''
  // Another width has another ETag.
  expect((await bob.get(path.replace('width=333', 'width=334'), { 'If-None-Match': etag })).status).toBe(200)
  const { sha256 } = await db.documentVersion.findFirstOrThrow({ where: { documentId: id } })
  // Without the file no image can be rendered.
  await storage.delete(sha256)
  const known = await bob.get(path, { 'If-None-Match': etag })
  expect([known.status, await known.text(), known.headers.get('cache-control')]).toEqual([304, '', 'private, no-cache'])
  await ada.delete(`/matters/${matter.id}/members/${other.id}`)
  expect((await bob.get(path, { 'If-None-Match': etag })).status).toBe(404)
})

test('A damaged file fails processing and can still be downloaded', async ({ api }) => {
  const ada = await api(await createUser())
  const bytes = new Uint8Array(Buffer.from('%PDF-1.7\n1 0 obj << /Type /Catalog'))
  const { id, status } = await uploadPdf(ada, { bytes })
  expect(status).toBe('failed')
  expect(await (await ada.get(`/documents/${id}`)).json()).toMatchObject({ failure: { code: 'pdf.damaged' } })
  expect(Buffer.compare(await (await ada.get(`/documents/${id}/content`)).bytes(), bytes)).toBe(0)
  expect((await ada.get(`/documents/${id}/pages/1`)).status).toBe(404)
})

/** All events until the server closes the stream. */
async function follow(api: Api, id: string, headers = {}): Promise<{ status: number; events: EventSourceMessage[] }> {
  const response = await api.get(`/documents/${id}/events`, headers)
  const events: EventSourceMessage[] = []
  const parser = createParser({ onEvent: (event) => events.push(event) })
  parser.feed(await response.text())
  return { status: response.status, events }
}

test('The event stream follows the processing of a document until it is done', async ({ api }) => {
  const ada = await api(await createUser())
  const { id } = await uploadPdf(ada, {
    pages: Array.from({ length: 40 }, () => ({ lines: ['A page.'] })),
    wait: false,
  })
  const { events } = await follow(ada, id)
  expect(events.at(-1)?.event).toBe('done')
  expect(JSON.parse(events.at(-1)?.data ?? '')).toEqual({ status: 'ready', pagesDone: 40, pageCount: 40 })
  const done = events.map(({ data }) => JSON.parse(data).pagesDone)
  expect(done).toEqual([...done].sort((a, b) => a - b))
  expect(new Set(events.map((event) => event.id)).size).toBe(events.length)
})

test('The stream of a settled document sends one event, and 204 to a client that has seen it', async ({ api }) => {
  const ada = await api(await createUser())
  const { id } = await uploadPdf(ada)
  const { events } = await follow(ada, id)
  expect(events.map(({ event }) => event)).toEqual(['done'])
  expect((await follow(ada, id, { 'Last-Event-ID': events[0]?.id })).status).toBe(204)
  expect((await follow(ada, id, { 'Last-Event-ID': 'something else' })).events).toHaveLength(1)
})

test('A client that reconnects with Last-Event-ID receives no event twice', async ({ api }) => {
  const ada = await api(await createUser())
  const { id } = await uploadPdf(ada)
  const version = await db.documentVersion.findFirstOrThrow({ where: { documentId: id } })
  const setState = (data: { status: string; pagesDone: number }) =>
    db.$transaction(async (tx) => {
      await tx.documentVersion.update({ where: { id: version.id }, data })
      await notify(tx, { type: 'document', documentId: id, matterIds: [] })
    })
  await setState({ status: 'processing', pagesDone: 0 })
  const following = follow(ada, id, { 'Last-Event-ID': '1-processing-0-1' })
  await setState({ status: 'ready', pagesDone: 1 })
  expect((await following).events.map(({ event }) => event)).toEqual(['done'])
})

test('The stream ends when its user is removed from the matter', async ({ api }) => {
  const [owner, bob] = [await api(await createUser()), await createUser()]
  const matter = await createMatter(owner)
  await owner.put(`/matters/${matter.id}/members/${bob.id}`, { role: 'viewer' })
  const { id } = await uploadPdf(owner, { matterId: matter.id })
  await db.documentVersion.updateMany({ where: { documentId: id }, data: { status: 'processing' } })
  const response = await (await api(bob)).get(`/documents/${id}/events`)
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let seen = ''
  while (!seen.includes('event: state')) seen += (await reader?.read())?.value ?? ''
  await owner.delete(`/matters/${matter.id}/members/${bob.id}`)
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) seen += next.value
  expect(seen).not.toContain('event: done')
})
