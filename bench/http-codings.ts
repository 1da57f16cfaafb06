import { once } from 'node:events'
import { get, type RequestListener } from 'node:http'
import { wrapResponse } from '#lib/core/http/host/wrap-response.ts'
import { withServer } from './http-load.ts'

const listBytes = 25_000_000

/** Measures the compressed size and the time of a list of 25 MB for each content coding. */
export async function benchCodings(): Promise<void> {
  const content = Buffer.from(JSON.stringify({ items: makeItems() }))
  const listener: RequestListener = (request, response) => {
    const headers = new Headers({ 'Content-Type': 'application/json', 'Content-Length': String(content.length) })
    const directResponse = { headers, body: content, events: null, contentLength: content.length }
    const context = {
      requestId: '',
      ip: '',
      method: 'GET',
      startedAt: 0,
      body: request,
      sendContinue: () => {},
      directResponse,
      route: null,
      userId: null,
    }
    wrapResponse(request, response, context, {})
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

/** Documents in the format of the list, 25 MB in total. */
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
