import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser, openApiSession } from '#tests/support/people.ts'
import { openSocket, readUntil, sendRaw } from '#tests/support/raw-http.ts'

const closing = ['Host: localhost', 'Connection: close']
const code = (answer: string) => /"code":"([\w.]+)"/.exec(answer)?.[1] ?? null
const status = (answer: string) => Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1])
const header = (answer: string, name: string) => new RegExp(`^${name}: (.*)\r$`, 'im').exec(answer)?.[1] ?? null

/** Expects a problem response, also for requests that reach no route. */
function expectRefusal(answer: string, expected: number, expectedCode: string): void {
  expect([status(answer), code(answer)], answer.slice(0, 400)).toEqual([expected, expectedCode])
  expect(header(answer, 'content-type')).toBe('application/problem+json')
  expect(header(answer, 'cache-control')).toBe('no-store')
  expect(header(answer, 'request-id')).toBeTruthy()
  expect(header(answer, 'vary')).toContain('Origin')
}

const pdfForm = (bytes: number) => {
  const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.4\n'
  return { head, tail: '\r\n--b--\r\n', length: head.length + bytes + '\r\n--b--\r\n'.length }
}
const uploadLines = (length: number) => [
  'POST /api/v1/documents HTTP/1.1',
  ...closing,
  'Content-Type: multipart/form-data; boundary=b',
  `Content-Length: ${length}`,
]

test('100 Continue is sent only after the caller is authorised', async ({ server }) => {
  const { head, tail, length } = pdfForm(0)
  const expectContinue = [...uploadLines(length), 'Expect: 100-continue']
  const refused = await sendRaw(server.baseUrl, expectContinue)
  expectRefusal(refused, 401, 'auth.required')
  expect(refused).not.toContain('100 Continue')

  const { accessToken } = await openApiSession(await createUser())
  const socket = await openSocket(server.baseUrl)
  socket.write([...expectContinue, `Authorization: Bearer ${accessToken}`, '', ''].join('\r\n'))
  expect(await readUntil(socket, /\r\n\r\n/)).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\n$/)
  const answer = readUntil(socket, /\r\n\r\n/)
  socket.write(head + tail)
  expect(status(await answer)).toBe(201)
  socket.destroy()
})

test('A caller without access is refused before the body is sent', async ({ server }) => {
  const answer = await sendRaw(server.baseUrl, uploadLines(60_000_000), '--b\r\n')
  expectRefusal(answer, 401, 'auth.required')
})

test('A slow upload above the minimum rate is accepted', async ({ server }) => {
  // With LEXAI_TEST_SLOW the upload runs at 1 MB/s and takes a minute; without it, as fast as the socket drains.
  const pauseMs = process.env.LEXAI_TEST_SLOW ? 250 : 0
  test.setTimeout(120_000)
  const bytes = 60_000_000
  const piece = Buffer.alloc(250_000, ' ')
  const { head, tail, length } = pdfForm(bytes)
  const { accessToken } = await openApiSession(await createUser())
  const socket = await openSocket(server.baseUrl)
  const answer = readUntil(socket, /\r\n\r\n/)
  socket.write([...uploadLines(length), `Authorization: Bearer ${accessToken}`, '', head].join('\r\n'))
  for (let sent = 0; sent < bytes; sent += piece.length) {
    if (!socket.write(piece)) await once(socket, 'drain')
    if (pauseMs > 0) await setTimeout(pauseMs)
  }
  socket.write(tail)
  expect(status(await answer)).toBe(201)
  socket.destroy()
})
