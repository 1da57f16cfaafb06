import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { db } from '#lib/core/db/client.ts'
import { env } from '#lib/core/env.ts'
import type { Api } from '#tests/support/api.ts'
import { createMatter } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser, openApiSession, signIn } from '#tests/support/people.ts'

const boundary = 'the-boundary'
const disposition = 'Content-Disposition: form-data; name="file"; filename="a.pdf"'
const filePart = `--${boundary}\r\n${disposition}\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7 body`

/** Unique bytes that begin with the signature of a PDF. */
function pdfBytes(length = 64): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(length)]))
}

type Part = [name: string, value: string | Uint8Array<ArrayBuffer>, fileName?: string]

function formOf(...parts: Part[]): FormData {
  const form = new FormData()
  for (const [name, value, fileName] of parts) {
    if (typeof value === 'string') form.append(name, value)
    else form.append(name, new Blob([value]), fileName ?? 'a.pdf')
  }
  return form
}

async function upload(api: Api, ...parts: Part[]) {
  const response = await api.post('/documents', formOf(...parts))
  return { response, status: response.status, body: await response.json() }
}

/** A hand-written multipart body, which may be malformed. */
async function uploadRaw(api: Api, body: string | Uint8Array, type = `multipart/form-data; boundary=${boundary}`) {
  const response = await api.post('/documents', new Uint8Array(Buffer.from(body)), { 'Content-Type': type })
  return { status: response.status, body: await response.json() }
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(join(env.dataDir, folder), { recursive: true, withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
}

test('An upload creates a document, with form fields before or after the file', async ({ api }) => {
  const ada = await api(await createUser())
  const matter = await createMatter(ada)
  const bytes = pdfBytes()
  const fields: Part[] = [
    ['title', '  Lease of 9 Mill Lane '],
    ['tags', 'lease'],
    ['tags', 'draft'],
    ['tags', 'lease'],
    ['matterId', matter.id],
  ]
  const after = await upload(ada, ['file', bytes, 'Müller/Lease.pdf'], ...fields)
  expect(after.status).toBe(201)
  expect(after.response.headers.get('location')).toBe(`/api/v1/documents/${after.body.id}`)
  expect(after.body).toMatchObject({
    matterId: matter.id,
    title: 'Lease of 9 Mill Lane',
    tags: ['lease', 'draft'],
    fileName: 'Lease.pdf',
    bytes: bytes.byteLength,
    version: 1,
    duplicateOf: null,
  })
  const before = await upload(ada, ...fields, ['file', bytes, 'Lease.pdf'])
  expect(before.body).toMatchObject({ title: 'Lease of 9 Mill Lane', duplicateOf: after.body.id })
})

test('An upload without fields goes to the personal matter and takes its title from the file name', async ({ api }) => {
  const person = await createUser()
  const { body } = await upload(await api(person), ['file', pdfBytes(), 'Side letter.pdf'])
  expect(body).toMatchObject({ title: 'Side letter', matterId: person.personalMatterId, tags: [] })
})

test('A duplicate is reported only to a user who may see the other document', async ({ api }) => {
  const [ada, bob] = [await api(await createUser()), await api(await createUser())]
  const bytes = pdfBytes()
  const first = await upload(ada, ['file', bytes])
  expect((await upload(bob, ['file', bytes])).body.duplicateOf).toBeNull()
  expect((await upload(ada, ['file', bytes])).body.duplicateOf).toBe(first.body.id)
  const known = await (await ada.get(`/documents?sha256=${first.body.sha256}`)).json()
  expect(known.items).toHaveLength(2)
})

test('Concurrent uploads of the same bytes are all stored and refer to the first', async ({ api }) => {
  const ada = await api(await createUser())
  const bytes = pdfBytes(200_000)
  const results = await Promise.all(Array.from({ length: 6 }, () => upload(ada, ['file', bytes])))
  expect(results.map(({ status }) => status)).toEqual(Array(6).fill(201))
  const firsts = results.filter(({ body }) => body.duplicateOf === null)
  expect(firsts).toHaveLength(1)
  expect(new Set(results.map(({ body }) => body.duplicateOf ?? body.id)).size).toBe(1)
  const content = await ada.get(`/documents/${results[5]?.body.id}/content`)
  expect(Buffer.compare(await content.bytes(), bytes)).toBe(0)
})

test('Unknown or repeated form parts are refused with their name', async ({ api }) => {
  const ada = await api(await createUser())
  const file: Part = ['file', pdfBytes()]
  for (const [pointer, ...parts] of [
    ['/file', ['title', 'x']],
    ['/file', file, file],
    ['/file', ['file', 'not a file']],
    ['/foo', file, ['foo', 'x']],
    ['/attachment', ['attachment', pdfBytes()]],
    ['/title', file, ['title', ' ']],
    ['/title', file, ['title', 'a'], ['title', 'b']],
    ['/tags/0', ['tags', ''], file],
    ['/matterId', file, ['matterId', 'no-id']],
  ] as [string, ...Part[]][]) {
    const { status, body } = await upload(ada, ...parts)
    expect({ status, code: body.code, pointer: body.errors?.[0]?.pointer }).toEqual({
      status: 422,
      code: 'request.invalid',
      pointer,
    })
  }
})

test('An empty file and a file that is not a PDF are refused, whatever their name and media type', async ({ api }) => {
  const ada = await api(await createUser())
  expect((await upload(ada, ['file', new Uint8Array()])).body).toMatchObject({ status: 400, code: 'upload.empty' })
  const notPdf = { status: 415, code: 'upload.not_pdf' }
  expect((await upload(ada, ['file', new Uint8Array(Buffer.from('hello'))])).body).toMatchObject(notPdf)
  expect((await upload(ada, ['file', new Uint8Array(2_000_000)])).body).toMatchObject(notPdf)
})

test('The PDF signature is accepted anywhere in the first 1,024 bytes', async ({ api }) => {
  const ada = await api(await createUser())
  const shifted = (by: number) => new Uint8Array(Buffer.concat([Buffer.alloc(by, 32), pdfBytes()]))
  expect((await upload(ada, ['file', shifted(1019)])).status).toBe(201)
  expect((await upload(ada, ['file', shifted(1020)])).status).toBe(415)
})

test('A truncated or malformed multipart body is refused, wherever it is cut', async ({ api }) => {
  const ada = await api(await createUser())
  expect((await uploadRaw(ada, `${filePart}\r\n--${boundary}--\r\n`)).status).toBe(201)
  for (const epilogue of ['an epilogue', 'x'.repeat(300), 'x'.repeat(300_000)]) {
    expect((await uploadRaw(ada, `${filePart}\r\n--${boundary}--\r\n${epilogue}`)).status).toBe(201)
  }
  const malformed = { status: 400, code: 'upload.malformed' }
  for (const body of [
    '',
    'garbage',
    filePart,
    `${filePart}\r\n--${boundary}`,
    `${filePart}\r\n--${boundary}\r\n`,
    `${filePart}\r\n--${boundary}-`,
    filePart.replace('Content-Type:', 'Content-Transfer-Encoding: odd\r\nContent-Type:'),
  ]) {
    expect((await uploadRaw(ada, body)).body, body).toMatchObject(malformed)
  }
  expect((await uploadRaw(ada, filePart, 'multipart/form-data')).body).toMatchObject(malformed)
  expect((await uploadRaw(ada, '{}', 'application/json')).status).toBe(415)
})

test('Bytes of the file that look like a boundary are stored unchanged', async ({ api }) => {
  const ada = await api(await createUser())
  const tricky = `%PDF-1.7\r\n--\r\n--${boundary.slice(0, 8)}\r\n-\r\r\n--\r`
  const head = filePart.replace('%PDF-1.7 body', '')
  const { status, body } = await uploadRaw(ada, `${head}${tricky.repeat(500)}\r\n--${boundary}--\r\n`)
  expect(status).toBe(201)
  expect(await (await ada.get(`/documents/${body.id}/content`)).text()).toBe(tricky.repeat(500))
})

test('A file above the size limit is refused before it is read to its end, with or without Content-Length', async ({
  api,
  startInstance,
}) => {
  const small = await startInstance({ LEXAI_MAX_UPLOAD_BYTES: '100000', LEXAI_WORKERS: '0' })
  const person = await createUser()
  const ada = await api(person, small)
  expect((await upload(ada, ['file', pdfBytes(99_991)])).status).toBe(201)
  const { body } = await upload(ada, ['file', pdfBytes(100_000)])
  expect(body).toMatchObject({ status: 413, code: 'upload.too_large' })

  // With Content-Length the response comes before a byte of the body is sent.
  const { cookie } = await signIn(person)
  const port = Number(new URL(small.baseUrl).port)
  const lines = [
    'POST /api/v1/documents HTTP/1.1',
    `Host: localhost:${port}`,
    `Cookie: ${cookie}`,
    'Sec-Fetch-Site: same-origin',
  ]
  const tooLarge = [...lines, `Content-Type: multipart/form-data; boundary=${boundary}`, 'Content-Length: 9000000000']
  expect(await send(port, `${tooLarge.join('\r\n')}\r\n\r\n`)).toContain('413')
})

test('A client that disconnects during an upload leaves no row and no file', async ({ api, server }) => {
  const person = await createUser()
  const ada = await api(person)
  const { accessToken } = await openApiSession(person)
  const port = Number(new URL(server.baseUrl).port)
  const socket = connect(port)
  socket.on('error', () => {})
  socket.write(
    `POST /api/v1/documents HTTP/1.1\r\nHost: localhost:${port}\r\nAuthorization: Bearer ${accessToken}\r\n` +
      `Content-Type: multipart/form-data; boundary=${boundary}\r\nContent-Length: 50000000\r\n\r\n${filePart}`,
  )
  socket.write(Buffer.alloc(3_000_000, 'x'))
  await expect.poll(() => filesBelow('tmp')).toHaveLength(1)
  socket.destroy()
  await expect.poll(() => filesBelow('tmp')).toHaveLength(0)
  expect(await (await ada.get('/documents')).json()).toEqual({ items: [], nextCursor: null })
})

test('An upload whose session is revoked during the transfer stores nothing', async ({ server }) => {
  const person = await createUser()
  const { id, cookie } = await signIn(person)
  const { promise: rest, resolve: sendRest } = Promise.withResolvers<void>()
  const body = new ReadableStream({
    async start(controller) {
      controller.enqueue(Buffer.from(filePart))
      await rest
      controller.enqueue(Buffer.from(`\r\n--${boundary}--\r\n`))
      controller.close()
    },
  })
  const type = `multipart/form-data; boundary=${boundary}`
  const headers = { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin', 'Content-Type': type }
  const init = { method: 'POST', headers, body, duplex: 'half' }
  const sending = fetch(`${server.baseUrl}/api/v1/documents`, init as RequestInit)
  await expect.poll(() => filesBelow('tmp')).toHaveLength(1)
  await db.session.update({ where: { id }, data: { revokedAt: new Date() } })
  sendRest()
  expect((await sending).status).toBe(401)
  expect(await db.document.count({ where: { createdById: person.id } })).toBe(0)
  await expect.poll(() => filesBelow('tmp')).toHaveLength(0)
})

test('A refused upload leaves no file in the storage', async ({ api }) => {
  const [ada, bob] = [await createUser(), await api(await createUser())]
  const before = await filesBelow('blobs')
  const { status } = await upload(bob, ['file', pdfBytes()], ['matterId', ada.personalMatterId])
  expect(status).toBe(422)
  expect(await filesBelow('blobs')).toEqual(before)
  expect(await filesBelow('tmp')).toEqual([])
})

test('An upload is refused without a session, to a viewer, and to a member with read access only', async ({ api }) => {
  const owner = await api(await createUser())
  const reader = await createUser()
  const matter = await createMatter(owner)
  await owner.put(`/matters/${matter.id}/members/${reader.id}`, { role: 'viewer' })
  expect((await upload(await api(null), ['file', pdfBytes()])).status).toBe(401)
  expect((await upload(await api(await createUser({ role: 'viewer' })), ['file', pdfBytes()])).status).toBe(403)
  expect((await upload(await api(reader), ['file', pdfBytes()], ['matterId', matter.id])).status).toBe(403)
})

test('A repeated Idempotency-Key stores the upload once', async ({ api }) => {
  const ada = await api(await createUser())
  const bytes = pdfBytes()
  const send = (content: Uint8Array<ArrayBuffer>) =>
    ada.post('/documents', formOf(['file', content]), { 'Idempotency-Key': '"upload-1"' })
  const first = await send(bytes)
  const second = await send(bytes)
  expect([first.status, second.status]).toEqual([201, 201])
  expect(second.headers.get('idempotency-replayed')).toBe('true')
  expect(await second.json()).toEqual(await first.json())
  expect((await send(pdfBytes())).status).toBe(422)
  expect((await (await ada.get('/documents')).json()).items).toHaveLength(1)
})

test('An upload is recorded in the audit log with its document', async ({ api }) => {
  const { body } = await upload(await api(await createUser()), ['file', pdfBytes()])
  const events = await db.auditEvent.findMany({ where: { targetId: body.id } })
  expect(events.map(({ action }) => action)).toEqual(['document.uploaded'])
})

/** Sends raw text and gives the first chunk of the response. */
function send(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port)
    socket.once('data', (chunk) => {
      socket.destroy()
      resolve(chunk.toString())
    })
    socket.once('error', reject)
    socket.write(text)
  })
}

test('A part "file" without a file name is refused with an explanation', async ({ api }) => {
  const ada = await api(await createUser())
  const part = `--${boundary}\r\nContent-Disposition: form-data; name="file"\r\n\r\n%PDF-1.4\r\n--${boundary}--\r\n`
  const { status, body } = await uploadRaw(ada, part)
  expect(status).toBe(422)
  expect(body).toMatchObject({ errors: [{ pointer: '/file', detail: 'A part "file" with a file name is required.' }] })
})
