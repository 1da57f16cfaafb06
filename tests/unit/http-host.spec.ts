import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import { expect, test } from '@playwright/test'
import type { EventSink } from '#lib/core/http/event-stream.ts'
import type { HostRequest } from '#lib/core/http/host-request.ts'
import { dressResponse } from '#lib/core/http/host-response.ts'
import { trackAnswer } from '#lib/core/http/open-answers.ts'
import { endSilentReaders, watchBodies } from '#lib/core/http/slow-bodies.ts'

const text = JSON.stringify(Array.from({ length: 400 }, (_, index) => ({ index, title: 'Master services agreement' })))
let server: Server
let origin: string

const host = (request: IncomingMessage, headers: Record<string, string>, body: string): HostRequest => ({
  requestId: 'id',
  ip: '127.0.0.1',
  method: 'GET',
  startedAt: 0,
  body: request,
  wantBody: () => {},
  answer: {
    headers: new Headers({ ...headers, 'Content-Length': String(Buffer.byteLength(body)) }),
    body: Buffer.from(body),
    events: null,
    contentLength: Buffer.byteLength(body),
  },
  route: null,
  userId: null,
})

test.beforeAll(async () => {
  server = createServer((request, response) => {
    const [type = '', size = 'large'] = (request.url ?? '').slice(1).split(',')
    const body = size === 'large' ? text : 'small'
    dressResponse(
      request,
      response,
      host(request, { 'Content-Type': decodeURIComponent(type), ETag: '"7-abc"' }, body),
      {},
    )
    // As Next does it: headers first, then the end of an empty body.
    response.flushHeaders()
    response.end()
  })
  server.listen(0)
  await once(server, 'listening')
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
test.afterAll(() => server.close())

const get = async (path: string, coding: string, method = 'GET') => {
  const { hostname, port } = new URL(origin)
  const socket = connect(Number(port), hostname)
  socket.write(`${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept-Encoding: ${coding}\r\n\r\n`)
  const received = Buffer.concat(await socket.toArray())
  const end = received.indexOf('\r\n\r\n')
  const head = received.toString('latin1', 0, end)
  const raw = received.subarray(end + 4)
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]?.trim() ?? null
  return { header, body: header('transfer-encoding') === 'chunked' ? unchunked(raw) : raw }
}

function unchunked(raw: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; ; ) {
    const lineEnd = raw.indexOf('\r\n', at)
    const size = Number.parseInt(raw.toString('latin1', at, lineEnd), 16)
    if (!size) return Buffer.concat(parts)
    parts.push(raw.subarray(lineEnd + 2, lineEnd + 2 + size))
    at = lineEnd + 4 + size
  }
}

const decoders = { br: brotliDecompressSync, zstd: zstdDecompressSync, gzip: gunzipSync }

for (const [coding, decode] of Object.entries(decoders)) {
  test(`${coding}: the same bytes, fewer of them, with a tag of their own`, async () => {
    const { header, body } = await get('/application%2Fjson', coding)
    expect(header('content-encoding')).toBe(coding)
    expect(header('etag')).toBe(`"7-abc-${coding}"`)
    expect(header('vary')).toContain('Accept-Encoding')
    expect(header('content-length')).toBeNull()
    expect(body.length).toBeLessThan(text.length / 4)
    expect(decode(body).toString()).toBe(text)
  })
}

test('what gains nothing is left as it is, with its length', async () => {
  for (const path of ['/application%2Fpdf', '/image%2Fwebp', '/application%2Fjson,small']) {
    const { header, body } = await get(path, 'br')
    expect(header('content-encoding'), path).toBeNull()
    expect(header('etag')).toBe('"7-abc"')
    expect(header('content-length')).toBe(String(body.length))
  }
})

test('HEAD tells what GET would, without a body', async () => {
  const { header, body } = await get('/application%2Fjson', 'br', 'HEAD')
  expect(header('content-encoding')).toBe('br')
  expect(header('etag')).toBe('"7-abc-br"')
  expect(body.length).toBe(0)
})

test('a body that falls silent is ended with 408; a slow one is not', async () => {
  const slow = createServer((request, response) => {
    request.on('error', () => {})
    request.on('end', () => response.end('whole'))
    request.resume()
  })
  slow.requestTimeout = 0
  const watch = watchBodies(slow, { silenceMs: 400, checkEveryMs: 50 })
  const statuses: number[] = []
  slow.on('request', (request, response) => {
    watch(request, response)
    response.once('close', () => statuses.push(response.statusCode))
  })
  slow.listen(0)
  await once(slow, 'listening')
  const { port } = slow.address() as AddressInfo
  const head = 'POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 10\r\n\r\n'

  const silent = connect(port, '127.0.0.1')
  silent.write(`${head}12345`)
  expect(Buffer.concat(await silent.toArray()).toString()).toMatch(/^HTTP\/1\.1 408 [\s\S]*"code":"request.timeout"/)
  await expect.poll(() => statuses).toEqual([408])

  const lively = connect(port, '127.0.0.1')
  lively.write(head)
  let sent = 0
  const drip = setInterval(() => (sent++ < 10 ? lively.write('x') : clearInterval(drip)), 100)
  expect(Buffer.concat(await lively.toArray()).toString()).toContain('whole')
  slow.close()
})

test('a client that takes nothing of its answer is left; one whose answer is being made is not', async () => {
  const { promise: made, resolve: make } = Promise.withResolvers<void>()
  const left = Promise.withResolvers<void>()
  const stalled = createServer(async (request, response) => {
    trackAnswer(request, response)
    if (request.url === '/file') {
      response.once('close', left.resolve)
      response.write(Buffer.alloc(50_000_000))
      return
    }
    await made
    response.end('made')
  })
  endSilentReaders(stalled, 200)
  stalled.listen(0)
  await once(stalled, 'listening')
  const { port } = stalled.address() as AddressInfo
  const ask = (path: string) => {
    const socket = connect(port, '127.0.0.1')
    socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
    return socket
  }
  const patient = ask('/slow')
  const silent = ask('/file').on('error', () => {})
  await left.promise
  make()
  expect(Buffer.concat(await patient.toArray()).toString()).toContain('made')
  silent.destroy()
  stalled.close()
})

test('events go straight into the answer, which lets go of what Next hung on it', async () => {
  const flow = { resume: () => {}, leave: Promise.withResolvers<void>() }
  const nextListener = () => {}
  const left: boolean[] = []
  const streaming = createServer((request, response) => {
    const asked = host(request, { 'Content-Type': 'text/event-stream' }, '')
    const events = (sink: EventSink) => {
      sink.write('data: 1\n\n')
      return { resume: flow.resume, leave: flow.leave.resolve }
    }
    asked.answer = {
      headers: new Headers({ 'Content-Type': 'text/event-stream' }),
      body: null,
      events,
      contentLength: null,
    }
    dressResponse(request, response, asked, {})
    response.on('close', nextListener)
    response.flushHeaders()
    response.end()
    left.push(response.listeners('close').includes(nextListener), asked.answer !== null)
  })
  streaming.listen(0)
  await once(streaming, 'listening')
  const response = await fetch(`http://127.0.0.1:${(streaming.address() as AddressInfo).port}`)
  const reader = response.body?.getReader()
  expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('data: 1\n\n')
  expect(left).toEqual([false, false])
  await reader?.cancel()
  await flow.leave.promise
  streaming.close()
})
