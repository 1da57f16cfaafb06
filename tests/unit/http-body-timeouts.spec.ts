import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { expect, test } from '@playwright/test'
import { limitBodies } from '#lib/core/http/host/body-timeouts.ts'
import { trackResponse } from '#lib/core/http/host/pending-responses.ts'
import { closeStalledConnections } from '#lib/core/http/host/stalled-connections.ts'

/** A server with short time limits that answers a complete body with `whole`. */
async function withSlowBodies(
  limits: Partial<Parameters<typeof limitBodies>[1]>,
  work: (send: (head: string[], body: string) => Socket, statuses: number[]) => Promise<void>,
  beforeReading?: () => Promise<void>,
): Promise<void> {
  const slow = createServer()
  slow.requestTimeout = 0
  const anHour = 3_600_000
  const watch = limitBodies(slow, {
    idleMs: anHour,
    totalMs: anHour,
    uploadGraceMs: anHour,
    uploadBytesPerSecond: 1024,
    maxUploadsPerClient: 64,
    maxOthersPerClient: 64,
    checkEveryMs: 10,
    ...limits,
  })
  const statuses: number[] = []
  slow.on('request', async (request, response) => {
    response.once('close', () => statuses.push(response.statusCode))
    if (!watch(request, response, '192.0.2.1')) return response.writeHead(503).end()
    request.on('error', () => {})
    request.on('end', () => response.end('whole'))
    await beforeReading?.()
    request.resume()
  })
  slow.listen(0)
  await once(slow, 'listening')
  const { port } = slow.address() as AddressInfo
  await work((head, body) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write(['POST / HTTP/1.1', 'Host: x', 'Connection: close', ...head, '', body].join('\r\n'))
    return socket
  }, statuses)
  slow.closeAllConnections()
  slow.close()
}

const answerOn = async (socket: Socket) => Buffer.concat(await socket.toArray()).toString()
const timedOut = /^HTTP\/1\.1 408 [\s\S]*"code":"request.timeout"/

/** Sends a byte at intervals until the connection is closed. */
function sendSlowly(socket: Socket): void {
  const timer = setInterval(() => socket.write('x'), 5)
  socket.once('close', () => clearInterval(timer))
}

test('A request body that stops arriving is answered with 408', async () => {
  await withSlowBodies({ idleMs: 100 }, async (send, statuses) => {
    expect(await answerOn(send(['Content-Length: 10'], '12345'))).toMatch(timedOut)
    await expect.poll(() => statuses).toEqual([408])
  })
})

test('A body that is not an upload is answered with 408 after its total time, even while single bytes arrive', async () => {
  await withSlowBodies({ totalMs: 200, uploadGraceMs: 200 }, async (send) => {
    const slow = send(['Content-Type: application/json', 'Content-Length: 1000000'], '{')
    sendSlowly(slow)
    expect(await answerOn(slow)).toMatch(timedOut)
  })
})

test('An upload below the minimum rate is answered with 408, and above it may take any time', async () => {
  const upload = ['Content-Type: multipart/form-data; boundary=b', 'Content-Length: 2000000']
  await withSlowBodies({ totalMs: 50, uploadGraceMs: 200, uploadBytesPerSecond: 100_000 }, async (send) => {
    const fastEnough = send(upload, 'x'.repeat(1_900_000))
    const slow = send(upload, 'x')
    sendSlowly(slow)
    expect(await answerOn(slow)).toMatch(timedOut)
    fastEnough.write('x'.repeat(100_000))
    expect(await answerOn(fastEnough)).toContain('whole')
  })
})

test('A client with the maximum number of unfinished bodies is refused another until one is complete', async () => {
  await withSlowBodies({ maxOthersPerClient: 2 }, async (send) => {
    const first = send(['Content-Length: 10'], '12345')
    send(['Content-Length: 10'], '12345')
    await expect.poll(async () => answerOn(send(['Content-Length: 2'], 'xy'))).toContain('503')
    expect(await answerOn(send(['Content-Length: 2', 'Content-Type: application/pdf'], 'xy'))).toContain('whole')
    first.write('67890')
    expect(await answerOn(first)).toContain('whole')
    await expect.poll(async () => answerOn(send(['Content-Length: 2'], 'xy'))).toContain('whole')
  })
})

test('Bodies that have arrived completely are not counted as unfinished', async () => {
  const all = Promise.withResolvers<void>()
  const requests = 20
  let arrived = 0
  const beforeReading = () => {
    arrived += 1
    if (arrived === requests) all.resolve()
    return all.promise
  }
  const readAll = async (send: (head: string[], body: string) => Socket) => {
    for (let sent = 0; sent < requests; sent++) {
      const answer = answerOn(send(['Content-Length: 2'], 'xy'))
      await Promise.race([answer, expect.poll(() => arrived).toBe(sent + 1)])
      if (sent === requests - 1) expect(await answer).toContain('whole')
    }
  }
  await withSlowBodies({ maxOthersPerClient: 2 }, readAll, beforeReading)
})

test('A client that does not read its response is disconnected, and one whose response is not ready is not', async () => {
  const { promise: made, resolve: make } = Promise.withResolvers<void>()
  const left = Promise.withResolvers<void>()
  const stalled = createServer(async (request, response) => {
    trackResponse(request, response)
    if (request.url === '/file') {
      response.once('close', left.resolve)
      response.write(Buffer.alloc(50_000_000))
      return
    }
    await made
    response.end('made')
  })
  closeStalledConnections(stalled, 200)
  stalled.listen(0)
  await once(stalled, 'listening')
  const { port } = stalled.address() as AddressInfo
  const ask = (path: string) => {
    const socket = connect(port, '127.0.0.1')
    socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
    return socket
  }
  const waitingForResponse = ask('/slow')
  const notReading = ask('/file').on('error', () => {})
  await left.promise
  make()
  expect(Buffer.concat(await waitingForResponse.toArray()).toString()).toContain('made')
  notReading.destroy()
  stalled.close()
})
