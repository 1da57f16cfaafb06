import { randomBytes } from 'node:crypto'
import { db } from '#lib/core/db/client.ts'
import type { Api } from '#tests/support/api.ts'
import { uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser } from '#tests/support/people.ts'

function pdfBytes(length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(length)]))
}

async function store(api: Api, bytes: Uint8Array<ArrayBuffer>, fileName = 'Müller "v2".pdf') {
  const { id } = await uploadPdf(api, { bytes, fileName, wait: false })
  return { id, path: `/documents/${id}/content` }
}

test('The content is returned in full, inline or as a download', async ({ api }) => {
  const ada = await api(await createUser())
  const bytes = pdfBytes(700_000)
  const { path } = await store(ada, bytes)
  const whole = await ada.get(path)
  expect(whole.status).toBe(200)
  expect(Buffer.compare(await whole.bytes(), bytes)).toBe(0)
  expect(Object.fromEntries(whole.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-length': String(bytes.byteLength),
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-cache',
    'content-disposition': `inline; filename="M_ller _v2_.pdf"; filename*=UTF-8''M%C3%BCller%20%22v2%22.pdf`,
  })
  const download = await ada.get(`${path}?download=1&version=1`)
  expect(download.headers.get('content-disposition')).toMatch(/^attachment;/)
  expect(download.headers.get('cache-control')).toBe('private, no-cache')
  expect(download.headers.get('etag')).toBe(whole.headers.get('etag'))
  const known = await ada.get(path, { 'If-None-Match': whole.headers.get('etag') ?? '' })
  expect([known.status, await known.text()]).toEqual([304, ''])
})

test('HEAD returns the headers of GET without a body', async ({ api }) => {
  const ada = await api(await createUser())
  const { path } = await store(ada, pdfBytes(5000))
  const [head, get] = [await ada.request('HEAD', path), await ada.get(path)]
  expect(head.status).toBe(200)
  expect(await head.text()).toBe('')
  for (const name of ['etag', 'content-length', 'content-type', 'accept-ranges']) {
    expect(head.headers.get(name)).toBe(get.headers.get(name))
  }
})

test('A single byte range is served, and any other Range header returns the full content', async ({ api }) => {
  const ada = await api(await createUser())
  const bytes = pdfBytes(991)
  const { path } = await store(ada, bytes)
  for (const [range, status, from, to] of [
    ['bytes=0-4', 206, 0, 4],
    ['bytes=995-', 206, 995, 999],
    ['bytes=995-5000', 206, 995, 999],
    ['bytes=-3', 206, 997, 999],
    ['bytes=-5000', 206, 0, 999],
    ['bytes=0-0,5-6', 200, 0, 999],
    ['bytes=9-2', 200, 0, 999],
    ['pages=1-2', 200, 0, 999],
  ] as const) {
    const response = await ada.get(path, { Range: range })
    expect(response.status, range).toBe(status)
    expect(Buffer.compare(await response.bytes(), bytes.subarray(from, to + 1)), range).toBe(0)
    expect(response.headers.get('content-range'), range).toBe(status === 206 ? `bytes ${from}-${to}/1000` : null)
  }
  const beyond = await ada.get(path, { Range: 'bytes=1000-' })
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */1000'])
})

test('If-Range serves the range only while the ETag still matches', async ({ api }) => {
  const ada = await api(await createUser())
  const { path } = await store(ada, pdfBytes(500))
  const etag = (await ada.get(path)).headers.get('etag') ?? ''
  const status = async (ifRange: string) => (await ada.get(path, { Range: 'bytes=0-9', 'If-Range': ifRange })).status
  expect(await status(etag)).toBe(206)
  expect(await status('"another"')).toBe(200)
  expect(await status(`W/${etag}`)).toBe(200)
  expect(await status(new Date().toUTCString())).toBe(200)
})

test('PUT stores a new version, and the same bytes change nothing', async ({ api }) => {
  const ada = await api(await createUser())
  const [first, second] = [pdfBytes(100), pdfBytes(200)]
  const { id, path } = await store(ada, first)
  const etag = (await ada.get(path)).headers.get('etag') ?? ''
  expect((await ada.put(path, second)).status).toBe(428)
  const same = await ada.put(path, first, { 'If-Match': etag })
  expect([same.status, same.headers.get('etag'), (await same.json()).version]).toEqual([200, etag, 1])
  const next = await ada.put(path, second, { 'If-Match': etag })
  expect(next.status).toBe(200)
  expect(await next.json()).toMatchObject({ id, version: 2, bytes: second.byteLength })
  const now = await ada.get(path)
  expect(next.headers.get('etag')).toBe(now.headers.get('etag'))
  expect(Buffer.compare(await now.bytes(), second)).toBe(0)
  expect(Buffer.compare(await (await ada.get(`${path}?version=1`)).bytes(), first)).toBe(0)
  expect((await ada.get(`${path}?version=3`)).status).toBe(404)
  expect((await ada.put(path, pdfBytes(9), { 'If-Match': etag })).status).toBe(412)

  const newest = await (await ada.get(`/documents/${id}/versions?limit=1`)).json()
  expect(newest.items.map(({ version }: { version: number }) => version)).toEqual([2])
  const rest = await (await ada.get(`/documents/${id}/versions?cursor=${newest.nextCursor}`)).json()
  expect(rest.items.map(({ version }: { version: number }) => version)).toEqual([1])
})

test('Replacing the content requires the ETag of the content itself', async ({ api }) => {
  const ada = await api(await createUser())
  const { id, path } = await store(ada, pdfBytes(100))
  const ofDocument = (await ada.get(`/documents/${id}`)).headers.get('etag') ?? ''
  const ofContent = (await ada.get(path)).headers.get('etag') ?? ''
  for (const other of [ofDocument, '"1-x"', ofContent.replace('"1-', '"1-0'), `W/${ofContent}`]) {
    expect((await ada.put(path, pdfBytes(200), { 'If-Match': other })).status, other).toBe(412)
  }
  const known = await ada.put(path, pdfBytes(200), { 'If-Match': '*', 'If-None-Match': ofContent })
  expect(known.status).toBe(412)
  expect((await ada.put(path, pdfBytes(200), { 'If-Match': `"other", ${ofContent}` })).status).toBe(200)
})

test('Of concurrent replacements with one ETag exactly one succeeds', async ({ api }) => {
  const ada = await api(await createUser())
  const { path } = await store(ada, pdfBytes(100))
  const etag = (await ada.get(path)).headers.get('etag') ?? ''
  const responses = await Promise.all(
    Array.from({ length: 5 }, (_, index) => ada.put(path, pdfBytes(100 + index), { 'If-Match': etag })),
  )
  expect(responses.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412])
})

test('A replacement is validated like an upload', async ({ api }) => {
  const ada = await api(await createUser())
  const { path } = await store(ada, pdfBytes(100))
  const put = async (body: Uint8Array<ArrayBuffer>, type = 'application/pdf') =>
    (await ada.put(path, body, { 'If-Match': '*', 'Content-Type': type })).status
  expect(await put(new Uint8Array())).toBe(400)
  expect(await put(new Uint8Array(Buffer.from('hello')))).toBe(415)
  expect(await put(pdfBytes(9), 'text/plain')).toBe(415)
})

test('The content returns 404 to a user without access, and a viewer cannot replace it', async ({ api }) => {
  const ada = await createUser()
  const [owner, stranger] = [await api(ada), await api(await createUser({ role: 'admin' }))]
  const { id, path } = await store(owner, pdfBytes(100))
  expect((await (await api(null)).get(path)).status).toBe(401)
  for (const below of ['content', 'versions', 'text', 'events', 'pages/1', 'pages/1/image']) {
    expect((await stranger.get(`/documents/${id}/${below}`)).status, below).toBe(404)
  }
  expect((await stranger.put(path, pdfBytes(9), { 'If-Match': '*' })).status).toBe(404)
  const reader = await createUser()
  const matter = await (await owner.post('/matters', { name: 'Shared' })).json()
  await owner.put(`/matters/${matter.id}/members/${reader.id}`, { role: 'viewer' })
  const etag = (await owner.get(`/documents/${id}`)).headers.get('etag') ?? ''
  await owner.patch(`/documents/${id}`, { matterId: matter.id }, { 'If-Match': etag })
  const member = await api(reader)
  expect((await member.get(path)).status).toBe(200)
  expect((await member.put(path, pdfBytes(9), { 'If-Match': '*' })).status).toBe(403)
})

test('Reading a file in several ranges is recorded in the audit log once', async ({ api }) => {
  const ada = await api(await createUser())
  const { id, path } = await store(ada, pdfBytes(5000))
  await ada.request('HEAD', path)
  for (const range of ['bytes=0-99', 'bytes=100-199', 'bytes=200-'])
    await (await ada.get(path, { Range: range })).text()
  const where = { targetId: id, action: 'document.downloaded' }
  expect(await db.auditEvent.count({ where })).toBe(1)
})

test('Reading a file from its second byte is recorded in the audit log too', async ({ api }) => {
  const ada = await api(await createUser())
  const { id, path } = await store(ada, pdfBytes(5000))
  for (const range of ['bytes=1-99', 'bytes=-4000']) await (await ada.get(path, { Range: range })).text()
  const recorded = await db.auditEvent.findMany({ where: { targetId: id, action: 'document.downloaded' } })
  expect(recorded.map(({ detail }) => detail)).toEqual([{ title: expect.any(String), version: 1 }])
})
