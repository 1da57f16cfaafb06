import { once } from 'node:events'
import { connect } from 'node:net'
import { workerData } from 'node:worker_threads'

import type { AttackName, AttackPlan } from './attacks.ts'

// Runs in a worker thread until that is terminated, so that the attacker does not slow down the measurement.
const { name, baseUrl, headers, documents, email, textBomb, longPdf } = workerData as AttackPlan
const api = `${baseUrl}/api/v1`
const { hostname, port } = new URL(baseUrl)
/** An expensive search: more than twenty words that occur in every contract. */
const manyWords =
  'agreement party term notice payment service license law right obligation date period fee party renewal tax '.repeat(
    2,
  )

const attacks: Record<AttackName, () => Promise<unknown>> = {
  nothing: async () => new Promise(() => {}),
  'Accept of 15,500 spaces': () =>
    inParallel(20, () => sendRaw([`GET /api/v1/health HTTP/1.1`, `Accept: a/b${' '.repeat(15_500)}x`], '')),
  'part header of 1 MB': () =>
    inParallel(4, () => sendForm(`Content-Disposition: form-data; name="file"${'; filename="a"x'.repeat(70_000)}`)),
  '2.7 MB of empty parts': () =>
    inParallel(4, () => sendForm('Content-Disposition: form-data; name="tags"\r\n\r\n\r\n--b\r\n'.repeat(40_000))),
  'PDFs of 23 MB of text': () => inParallel(2, () => upload(textBomb)),
  'aborted page images': () =>
    inParallel(30, async () => {
      const url = `${api}/documents/${documents.slowToDraw}/pages/1/image?width=${1000 + Math.floor(Math.random() * 1000)}`
      await fetch(url, { headers, signal: AbortSignal.timeout(500) }).then((response) => response.arrayBuffer())
    }),
  '30 parallel searches of 32 words': () => inRounds(30, () => get(`/search?q=${encodeURIComponent(manyWords)}`)),
  '120 parallel searches of 32 words': () => inRounds(120, () => get(`/search?q=${encodeURIComponent(manyWords)}`)),
  '100 parallel sign-ins': () =>
    inRounds(100, async () => {
      const body = JSON.stringify({ email, password: `guess ${Math.random()}` })
      await post('/sessions', body, { 'Content-Type': 'application/json', 'X-Forwarded-For': '203.0.113.7' })
    }),
  '500 event streams': () => inRounds(500, () => get(`/documents/${documents.waiting}/events`)),
  '40 documents to process': async () => {
    for (let n = 0; n < 40; n++) await upload(longPdf)
    return new Promise(() => {})
  },
  '222 dripping bodies': () => inParallel(222, drip),
}

await attacks[name]()

/** Repeats the attack with the given concurrency and ignores rejections. */
async function inParallel(count: number, attack: () => Promise<unknown>): Promise<unknown> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      for (;;) {
        await attack().catch(() => {})
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    }),
  )
}

/** Runs the attack `count` times concurrently, and again when all of them have finished. */
async function inRounds(count: number, attack: () => Promise<unknown>): Promise<unknown> {
  for (;;) await Promise.all(Array.from({ length: count }, () => attack().catch(() => {})))
}

async function get(path: string): Promise<void> {
  await (await fetch(`${api}${path}`, { headers })).arrayBuffer()
}

async function post(path: string, body: BodyInit, more: Record<string, string>): Promise<void> {
  await (await fetch(`${api}${path}`, { method: 'POST', body, headers: more })).arrayBuffer()
}

async function upload(bytes: Uint8Array): Promise<void> {
  const form = new FormData()
  // The random comment gives each file another digest.
  form.append('file', new Blob([new Uint8Array(bytes), `\n%${Math.random()}`], { type: 'application/pdf' }), 'a.pdf')
  await (await fetch(`${api}/documents`, { method: 'POST', body: form, headers })).arrayBuffer()
}

async function sendForm(part: string): Promise<void> {
  const body = `--b\r\n${part}\r\n\r\nx\r\n--b--\r\n`
  const fields = Object.entries(headers).map(([field, value]) => `${field}: ${value}`)
  const type = 'Content-Type: multipart/form-data; boundary=b'
  await sendRaw(['POST /api/v1/documents HTTP/1.1', ...fields, type, `Content-Length: ${body.length}`], body)
}

async function sendRaw(lines: string[], body: string): Promise<void> {
  const socket = connect(Number(port), hostname)
  socket.write([lines[0], `Host: ${hostname}`, 'Connection: close', ...lines.slice(1), '', body].join('\r\n'))
  socket.resume()
  await once(socket, 'close')
}

async function drip(): Promise<void> {
  const socket = connect(Number(port), hostname)
  const head = [
    'POST /api/v1/sessions HTTP/1.1',
    `Host: ${hostname}`,
    'Content-Type: application/json',
    'Content-Length: 1000000',
  ]
  socket.write([...head, '', '{'].join('\r\n'))
  const timer = setInterval(() => socket.write(' '), 200)
  socket.resume()
  await once(socket, 'close').finally(() => clearInterval(timer))
}
