import { randomBytes } from 'node:crypto'
import { db } from '#lib/core/db/client.ts'
import type { Api } from '#tests/support/api.ts'
import { createMatter } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser } from '#tests/support/people.ts'

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

test('A part "file" without a file name is refused with an explanation', async ({ api }) => {
  const ada = await api(await createUser())
  const part = `--${boundary}\r\nContent-Disposition: form-data; name="file"\r\n\r\n%PDF-1.4\r\n--${boundary}--\r\n`
  const { status, body } = await uploadRaw(ada, part)
  expect(status).toBe(422)
  expect(body).toMatchObject({ errors: [{ pointer: '/file', detail: 'A part "file" with a file name is required.' }] })
})
