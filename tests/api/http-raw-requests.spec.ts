import { once } from 'node:events'
import { uploadPdf } from '#tests/support/documents.ts'
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

test('A chunked body above the limit gets a response, and the server stays available', async ({ server }) => {
  const lines = ['POST /api/v1/sessions HTTP/1.1', ...closing, 'Content-Type: application/json']
  const size = 1_100_000
  const chunk = `${size.toString(16)}\r\n${'0'.repeat(size)}\r\n0\r\n\r\n`
  for (let n = 0; n < 3; n++) {
    const answer = await sendRaw(server.baseUrl, [...lines, 'Transfer-Encoding: chunked'], chunk)
    expectRefusal(answer, 413, 'request.too_large')
  }
  expect((await fetch(`${server.baseUrl}/api/v1/health`)).status).toBe(200)
})

test('A chunked body is read like a body with Content-Length', async ({ server }) => {
  const lines = ['POST /api/v1/sessions HTTP/1.1', ...closing, 'Content-Type: application/json']
  const chunks = (text: string) => [...text].map((letter) => `1\r\n${letter}\r\n`).join('')
  const send = (body: string) => sendRaw(server.baseUrl, [...lines, 'Transfer-Encoding: chunked'], body)
  expectRefusal(await send(`${chunks('{"email":1}')}0\r\n\r\n`), 422, 'request.invalid')
  expectRefusal(await send(`${chunks('{"email"')}zz\r\n`), 400, 'request.malformed')
})

test('CONNECT is refused, and a client that resets the connection does not affect others', async ({ server }) => {
  const connectLine = ['CONNECT example.org:443 HTTP/1.1', 'Host: example.org:443']
  expectRefusal(await sendRaw(server.baseUrl, connectLine), 501, 'request.method_unknown')
  for (let n = 0; n < 20; n++) {
    for (const start of [`${connectLine.join('\r\n')}\r\n\r\n`, 'garbage\r\n\r\n']) {
      const socket = await openSocket(server.baseUrl)
      socket.write(start)
      await once(socket, 'data')
      socket.resetAndDestroy()
    }
  }
  expect((await fetch(`${server.baseUrl}/api/v1/health`)).status).toBe(200)
})

test('Invalid bytes after a request are answered separately and never within its response', async ({ server, api }) => {
  const person = await createUser()
  const { accessToken } = await openApiSession(person)
  const signedIn = ['Host: localhost', `Authorization: Bearer ${accessToken}`]
  const body = '{"name":"Pipelined"}'
  const create = [...signedIn, 'Content-Type: application/json', `Content-Length: ${body.length}`]
  const answer = await sendRaw(server.baseUrl, ['POST /api/v1/matters HTTP/1.1', ...create], `${body}BREW\r\n\r\n`)
  expect(status(answer)).toBe(201)
  expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1)

  const bytes = new Uint8Array(30_000_000).fill(32)
  bytes.set(new TextEncoder().encode('%PDF-1.4\n'))
  const { id } = await uploadPdf(await api(person), { bytes, wait: false })
  const socket = await openSocket(server.baseUrl)
  socket.write([`GET /api/v1/documents/${id}/content HTTP/1.1`, ...signedIn, '', ''].join('\r\n'))
  await once(socket, 'readable')
  socket.write('garbage\r\n\r\n')
  const download = Buffer.concat(await socket.toArray()).toString('latin1')
  expect(status(download)).toBe(200)
  expect(download).not.toContain('request.malformed')
})

test('The unread rest of a body is not parsed as another request', async ({ server }) => {
  const lines = ['POST /api/v1/matters HTTP/1.1', 'Host: localhost', 'Content-Type: application/json']
  const socket = await openSocket(server.baseUrl)
  socket.write([...lines, 'Transfer-Encoding: chunked', '', '1\r\n{\r\n'].join('\r\n'))
  const first = await readUntil(socket, /\}/)
  expect(status(first)).toBe(401)
  socket.write('zz\r\n\r\n')
  expect(Buffer.concat(await socket.toArray()).toString()).toBe('')
})

test('OPTIONS * is answered by the server', async ({ server }) => {
  const answer = await sendRaw(server.baseUrl, ['OPTIONS * HTTP/1.1', ...closing])
  expect(status(answer)).toBe(204)
  expect(header(answer, 'allow')).toBe('GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS')
  expect(header(answer, 'request-id')).toBeTruthy()
  expectRefusal(await sendRaw(server.baseUrl, ['GET * HTTP/1.1', ...closing]), 400, 'request.malformed')
})

test('A path that cannot be decoded is refused, and a path of the API is never redirected', async ({ server }) => {
  const refused: [string, number, string][] = [
    ...['/problems/%zz', '/reset/%zz', '/sign-in/%zz', '/%ff', '/api/v1/%zz', '/api\\v1/me', '/sign-in#x'].map(
      (path): [string, number, string] => [path, 400, 'request.malformed'],
    ),
    ...['/api/v1/../v1/me', '/api/v1/%2e%2E/v1/me', '/x/../api/v1/me', '/api/v1/me/.', '/api/v1/me/', '//api/v1'].map(
      (path): [string, number, string] => [path, 404, 'request.not_found'],
    ),
  ]
  for (const [path, expected, expectedCode] of refused) {
    expectRefusal(await sendRaw(server.baseUrl, [`GET ${path} HTTP/1.1`, ...closing]), expected, expectedCode)
  }
})

test('A request target in absolute form is accepted, and its host replaces the Host header', async ({ server }) => {
  for (const target of [`${server.baseUrl}/api/v1/health`, 'HTTP://any.example/api/v1/health?x=1']) {
    const answer = await sendRaw(server.baseUrl, [`GET ${target} HTTP/1.1`, ...closing])
    expect(status(answer), target).toBe(200)
  }
  const withCredentials = await sendRaw(server.baseUrl, ['GET http://user@any.example/ HTTP/1.1', ...closing])
  expectRefusal(withCredentials, 400, 'request.malformed')
})

test('Internal headers of Next have no effect on the API', async ({ server }) => {
  const own = ['RSC: 1', 'Next-Router-Prefetch: 1', 'Next-Router-State-Tree: x', 'Next-Url: /x', 'X-Nextjs-Data: 1']
  const paths = ['/api/v1/health', '/api/auth/csrf', '/.well-known/jwks.json']
  for (const path of paths) {
    const answer = await sendRaw(server.baseUrl, [`GET ${path} HTTP/1.1`, ...closing, ...own])
    expect(status(answer), path).toBe(200)
  }
})

test('A request with two Authorization headers is refused', async ({ server }) => {
  const { accessToken } = await openApiSession(await createUser())
  const valid = `Authorization: Bearer ${accessToken}`
  for (const second of [valid, 'authorization: Bearer other', 'Authorization: Basic eDp5']) {
    for (const both of [
      [valid, second],
      [second, valid],
    ]) {
      const answer = await sendRaw(server.baseUrl, ['GET /api/v1/me HTTP/1.1', ...closing, ...both])
      expectRefusal(answer, 400, 'auth.ambiguous')
    }
  }
})

test('An Upgrade header is ignored', async ({ server }) => {
  for (const offer of ['h2c', 'websocket']) {
    const lines = ['GET /api/v1/health HTTP/1.1', 'Host: localhost', 'Connection: Upgrade, HTTP2-Settings, close']
    const upgrade = [`Upgrade: ${offer}`, 'HTTP2-Settings: AAMAAABkAAQAAP__']
    expect(status(await sendRaw(server.baseUrl, [...lines, ...upgrade])), offer).toBe(200)
  }
})

test('The access log has a line for every refused request', async ({ startInstance }) => {
  const instance = await startInstance({ LEXAI_LOG_LEVEL: 'info', LEXAI_WORKERS: '0' })
  await sendRaw(instance.baseUrl, ['BREW /pot HTTP/1.1', ...closing])
  await sendRaw(instance.baseUrl, ['CONNECT example.org:443 HTTP/1.1', 'Host: example.org:443'])
  await sendRaw(instance.baseUrl, ['GET nowhere HTTP/1.1'])
  await sendRaw(instance.baseUrl, ['GET / HTTP/1.1', ...closing, `X-Long: ${'x'.repeat(20_000)}`])
  const lines = () =>
    [...instance.output().matchAll(/^\{.*"msg":"request"\}$/gm)]
      .map(([line]) => JSON.parse(line) as { method: string; route: string; status: number; requestId: string })
      .filter(({ route, requestId }) => route === '-' && requestId)
      .map(({ method, status }) => `${method} ${status}`)
  await expect.poll(lines).toEqual(['- 501', 'CONNECT 501', '- 400', '- 431'])
})

test('Requests that the HTTP parser of Node refuses are answered with a problem', async ({ server }) => {
  const get = 'GET /api/v1/health HTTP/1.1'
  const send = (...lines: string[]) => sendRaw(server.baseUrl, lines)
  expectRefusal(await send(get, 'Connection: close'), 400, 'request.malformed')
  expectRefusal(await send(get, ...closing, 'Host: other'), 400, 'request.malformed')
  expectRefusal(await send(get, 'Host: a/b', 'Connection: close'), 400, 'request.malformed')
  expect(await send('GET /api/v1/health HTTP/1.0')).toMatch(/^HTTP\/1\.1 200 /)
  expectRefusal(await send(get, ...closing, 'Expect: foo'), 417, 'request.expectation_failed')
  expectRefusal(await send(get, ...closing, `X-Long: ${'x'.repeat(20_000)}`), 431, 'request.headers_too_large')
  expectRefusal(await send('BREW /pot HTTP/1.1', ...closing), 501, 'request.method_unknown')
})

test('A 405 outside /api/v1 lists the allowed methods too', async ({ server }) => {
  const page = 'GET, HEAD, OPTIONS'
  const allowed = {
    '/sign-in': page,
    '/robots.txt': page,
    '/.well-known/jwks.json': page,
    '/api/auth/csrf': 'GET, HEAD, POST, OPTIONS',
  }
  for (const [path, allow] of Object.entries(allowed)) {
    const refused = await sendRaw(server.baseUrl, [`DELETE ${path} HTTP/1.1`, ...closing])
    expectRefusal(refused, 405, 'request.method_not_allowed')
    const options = await sendRaw(server.baseUrl, [`OPTIONS ${path} HTTP/1.1`, ...closing])
    expect([status(options), header(refused, 'allow'), header(options, 'allow')]).toEqual([204, allow, allow])
    const head = await sendRaw(server.baseUrl, [`HEAD ${path} HTTP/1.1`, ...closing])
    expect([status(head), head.split('\r\n\r\n')[1]], path).toEqual([200, ''])
  }
})

test('Every page is sent with a Content-Security-Policy, whichever way it is requested', async ({ server }) => {
  for (const path of ['/pdfjs/none', '/pdfjs/5.6.205/none', '/.well-known/none', '/iconx']) {
    const response = await fetch(`${server.baseUrl}${path}`)
    expect(response.headers.get('content-type'), path).toContain('text/html')
    expect(response.headers.get('content-security-policy'), path).toContain("frame-ancestors 'none'")
    expect(response.headers.get('x-frame-options'), path).toBe('DENY')
    expect(response.headers.get('cache-control'), path).not.toContain('immutable')
  }
})

test('TRACE is refused on every path', async ({ server }) => {
  for (const path of ['/api/v1/health', '/sign-in', '/.well-known/jwks.json']) {
    const answer = await sendRaw(server.baseUrl, [`TRACE ${path} HTTP/1.1`, ...closing, 'X-Secret: told'])
    expectRefusal(answer, 405, 'request.method_not_allowed')
    expect(answer).not.toContain('told')
  }
})
