import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, connect } from 'node:net'

export type Load = { requestsPerSecond: number; p50Ms: number; p99Ms: number; bytesPerAnswer: number; status: number }

/**
 * Sends the same request repeatedly on a few keep-alive connections and measures the responses. It uses plain sockets to need little CPU
 * time, because it shares the machine with the server.
 */
export async function load(
  url: string,
  {
    headers = {},
    connections = 16,
    seconds = 5,
    warmUpSeconds = 2,
  }: { headers?: Record<string, string>; connections?: number; seconds?: number; warmUpSeconds?: number } = {},
): Promise<Load> {
  const { hostname, port, pathname, search } = new URL(url)
  const lines = [`GET ${pathname}${search} HTTP/1.1`, `Host: ${hostname}:${port}`]
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`)
  const request = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`)
  const tally = { times: [] as number[], bytes: 0, status: 0, isCounting: false, isOver: false }
  const clients = Array.from({ length: connections }, () => sendRepeatedly(hostname, Number(port), request, tally))
  await sleep(warmUpSeconds)
  tally.isCounting = true
  const startedAt = performance.now()
  await sleep(seconds)
  const elapsed = (performance.now() - startedAt) / 1000
  tally.isOver = true
  await Promise.all(clients)
  const times = tally.times.sort((a, b) => a - b)
  return {
    requestsPerSecond: times.length / elapsed,
    p50Ms: times[Math.floor(times.length * 0.5)] ?? 0,
    p99Ms: times[Math.floor(times.length * 0.99)] ?? 0,
    bytesPerAnswer: tally.bytes / Math.max(1, times.length),
    status: tally.status,
  }
}

type Tally = { times: number[]; bytes: number; status: number; isCounting: boolean; isOver: boolean }

function sendRepeatedly(host: string, port: number, request: Buffer, tally: Tally): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true })
    let received = Buffer.alloc(0)
    let sentAt = 0
    const send = () => {
      sentAt = performance.now()
      socket.write(request)
    }
    socket.on('connect', send)
    socket.on('error', reject)
    socket.on('close', () => resolve())
    socket.on('data', (chunk) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
      const response = parseCompleteResponse(received)
      if (!response) return
      tally.status = response.status
      if (tally.isCounting && !tally.isOver) {
        tally.times.push(performance.now() - sentAt)
        tally.bytes += received.length
      }
      received = Buffer.alloc(0)
      if (tally.isOver) socket.end()
      else send()
    })
  })
}

function parseCompleteResponse(received: Buffer): { status: number } | null {
  const headEnd = received.indexOf('\r\n\r\n')
  if (headEnd < 0) return null
  const head = received.toString('latin1', 0, headEnd).toLowerCase()
  const status = Number(head.slice(9, 12))
  if (status === 304 || status === 204) return { status }
  const length = /content-length: (\d+)/.exec(head)?.[1]
  const isWhole =
    length === undefined
      ? received.subarray(-5).toString('latin1') === '0\r\n\r\n'
      : received.length >= headEnd + 4 + Number(length)
  return isWhole ? { status } : null
}

export function sleep(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000))
}

/** Runs a node:http server with this listener while `work` runs. */
export async function withServer(listener: RequestListener, work: (url: string) => Promise<void>): Promise<void> {
  const server = createServer(listener).listen(0)
  await once(server, 'listening')
  await work(`http://localhost:${(server.address() as AddressInfo).port}/`)
  server.closeAllConnections()
  server.close()
}
