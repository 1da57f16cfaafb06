import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { db } from '#lib/core/db/client.ts'
import { env } from '#lib/core/env.ts'
import type { Api } from '#tests/support/api.ts'
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

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(join(env.dataDir, folder), { recursive: true, withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
}

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
