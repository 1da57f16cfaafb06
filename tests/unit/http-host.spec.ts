import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import { expect, test } from '@playwright/test'
import { wrapResponse } from '#lib/core/http/host/wrap-response.ts'
import type { RequestContext } from '#lib/core/http/request-context.ts'
import type { EventSink } from '#lib/core/http/streams/event-stream.ts'

const text = JSON.stringify(Array.from({ length: 400 }, (_, index) => ({ index, title: 'Master services agreement' })))
let server: Server
let origin: string

const host = (request: IncomingMessage, headers: Record<string, string>, body: string): RequestContext => ({
  requestId: 'id',
  ip: '127.0.0.1',
  method: 'GET',
  startedAt: 0,
  body: request,
  sendContinue: () => {},
  directResponse: {
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
    wrapResponse(
      request,
      response,
      host(request, { 'Content-Type': decodeURIComponent(type), ETag: '"7-abc"' }, body),
      {},
    )
    // Like Next: the headers first, then the end of an empty body.
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
  test(`${coding}: the body is compressed, decodes to the same bytes, and has its own ETag`, async () => {
    const { header, body } = await get('/application%2Fjson', coding)
    expect(header('content-encoding')).toBe(coding)
    expect(header('etag')).toBe(`"7-abc-${coding}"`)
    expect(header('vary')).toContain('Accept-Encoding')
    expect(header('content-length')).toBeNull()
    expect(body.length).toBeLessThan(text.length / 4)
    expect(decode(body).toString()).toBe(text)
  })
}

test('A response that compression does not shorten is sent unchanged with its length', async () => {
  for (const path of ['/application%2Fpdf', '/image%2Fwebp', '/application%2Fjson,small']) {
    const { header, body } = await get(path, 'br')
    expect(header('content-encoding'), path).toBeNull()
    expect(header('etag')).toBe('"7-abc"')
    expect(header('content-length')).toBe(String(body.length))
  }
})

test('HEAD returns the headers of GET without a body', async () => {
  const { header, body } = await get('/application%2Fjson', 'br', 'HEAD')
  expect(header('content-encoding')).toBe('br')
  expect(header('etag')).toBe('"7-abc-br"')
  expect(body.length).toBe(0)
})

test('Event streams are written directly to the response, and listeners added by Next are removed', async () => {
  const flow = { resume: () => {}, disconnect: Promise.withResolvers<void>() }
  const nextListener = () => {}
  const left: boolean[] = []
  const streaming = createServer((request, response) => {
    const asked = host(request, { 'Content-Type': 'text/event-stream' }, '')
    const events = (sink: EventSink) => {
      sink.write('data: 1\n\n')
      return { resume: flow.resume, disconnect: flow.disconnect.resolve }
    }
    asked.directResponse = {
      headers: new Headers({ 'Content-Type': 'text/event-stream' }),
      body: null,
      events,
      contentLength: null,
    }
    wrapResponse(request, response, asked, {})
    response.on('close', nextListener)
    response.flushHeaders()
    response.end()
    left.push(response.listeners('close').includes(nextListener), asked.directResponse !== null)
  })
  streaming.listen(0)
  await once(streaming, 'listening')
  const response = await fetch(`http://127.0.0.1:${(streaming.address() as AddressInfo).port}`)
  const reader = response.body?.getReader()
  expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('data: 1\n\n')
  expect(left).toEqual([false, false])
  await reader?.cancel()
  await flow.disconnect.promise
  streaming.close()
})
