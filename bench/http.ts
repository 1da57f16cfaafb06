import { once } from 'node:events'
import { createServer, get, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dressResponse } from '#lib/core/http/host-response.ts'
import { load } from './http-load.ts'
import { withLexais } from './lexai-pair.ts'

const listBytes = 25_000_000

/** A list of 25 MB in each coding; then 304 against 200 on LexAI, beside a bare Node server that answers the same bytes. */
export async function benchHttp(): Promise<void> {
  await benchCodings()
  await withLexais(1, async ([server]) => {
    const { createUser, openApiSession } = await import('#tests/support/people.ts')
    const { accessToken } = await openApiSession(await createUser())
    const headers = { Authorization: `Bearer ${accessToken}` }
    console.log('reads: requests per second, p50, p99, bytes of an answer')
    for (const path of ['/me', '/matters']) {
      const url = `${server?.baseUrl}/api/v1${path}`
      const first = await fetch(url, { headers })
      const body = await first.text()
      await measure(`${path}, 200`, url, headers)
      await measure(`${path}, 304`, url, { ...headers, 'If-None-Match': first.headers.get('etag') ?? '' })
      await withServer(
        (_request, response) => response.end(body),
        (bare) => measure(`${path}, bare Node server`, bare, {}),
      )
    }
  })
}

async function benchCodings(): Promise<void> {
  const content = Buffer.from(JSON.stringify({ items: makeItems() }))
  const listener: RequestListener = (request, response) => {
    const headers = new Headers({ 'Content-Type': 'application/json', 'Content-Length': String(content.length) })
    const answer = { headers, body: content, events: null, contentLength: content.length }
    const host = {
      requestId: '',
      ip: '',
      method: 'GET',
      startedAt: 0,
      wantBody: () => {},
      answer,
      route: null,
      userId: null,
    }
    dressResponse(request, response, host, {})
    response.end()
  }
  console.log(`codings of a list of ${(content.length / 1e6).toFixed(1)} MB`)
  await withServer(listener, async (url) => {
    for (const coding of ['br', 'zstd', 'gzip', 'identity']) {
      const startedAt = performance.now()
      const bytes = await countBytes(url, coding)
      const ms = performance.now() - startedAt
      console.log(`  ${coding.padEnd(10)} ${(bytes / 1e6).toFixed(2).padStart(6)} MB ${ms.toFixed(0).padStart(6)} ms`)
    }
  })
}

/** Documents as the list gives them, until there are 25 MB of them. */
function makeItems(): unknown[] {
  const items: unknown[] = []
  for (let bytes = 0; bytes < listBytes; ) {
    const n = items.length
    const item = {
      id: crypto.randomUUID(),
      title: `Master services agreement ${n}`,
      tags: ['supply', 'services'],
      status: 'ready',
      pageCount: n % 90,
      pagesDone: n % 90,
      bytes: 100_000 + n,
      version: 1,
      duplicateOf: null,
      failure: null,
      coverage: { pages: n % 90, text: n % 90, ocr: 0, unreadable: 0 },
      createdBy: { id: '01a20a95-8dbd-79e0-9544-fd5c63baef96', name: 'Ada Lovelace' },
      createdAt: new Date(1.79e12 + n * 1000).toISOString(),
      updatedAt: new Date(1.79e12 + n * 1000).toISOString(),
    }
    bytes += JSON.stringify(item).length + 1
    items.push(item)
  }
  return items
}

async function countBytes(url: string, coding: string): Promise<number> {
  const [response] = await once(get(url, { headers: { 'Accept-Encoding': coding } }), 'response')
  let bytes = 0
  for await (const chunk of response) bytes += chunk.length
  return bytes
}

async function withServer(listener: RequestListener, work: (url: string) => Promise<void>): Promise<void> {
  const server = createServer(listener).listen(0)
  await once(server, 'listening')
  await work(`http://localhost:${(server.address() as AddressInfo).port}/`)
  server.closeAllConnections()
  server.close()
}

async function measure(name: string, url: string, headers: Record<string, string>): Promise<void> {
  const { requestsPerSecond, p50Ms, p99Ms, bytesPerAnswer } = await load(url, { headers, seconds: 4 })
  const numbers = `${requestsPerSecond.toFixed(0).padStart(7)} ${p50Ms.toFixed(1).padStart(7)} ms ${p99Ms.toFixed(1).padStart(7)} ms`
  console.log(`  ${name.padEnd(28)} ${numbers} ${bytesPerAnswer.toFixed(0).padStart(7)}`)
}
