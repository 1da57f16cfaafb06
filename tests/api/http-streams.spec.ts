import { readdirSync, readlinkSync } from 'node:fs'
import { connect } from 'node:net'
import { db } from '#lib/core/db/client.ts'
import { newId } from '#lib/core/db/id.ts'
import type { Api } from '#tests/support/api.ts'
import { uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser, openApiSession } from '#tests/support/people.ts'

/** Marks a document as still being processed, so that its event stream stays open. */
async function markUnfinished(documentId: string): Promise<void> {
  await db.documentVersion.updateMany({
    where: { documentId },
    data: { status: 'processing', settledAt: null, pagesDone: 0 },
  })
}

/** Reads the body piece by piece: each call gives what follows, up to a match of `until` or the end. */
function readInSteps(response: Response): (until: RegExp) => Promise<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  return async (until) => {
    let text = ''
    for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
      text += piece.value
      if (until.test(text)) break
    }
    return text
  }
}

test('An event stream sends its first event at once, numbers all events, and closes when the session is revoked', async ({
  api,
}) => {
  const ada = await createUser()
  const session = await openApiSession(ada)
  const own = await api(ada)
  const { id } = await uploadPdf(own)
  await markUnfinished(id)
  const caller = await api(session)
  const startedAt = performance.now()
  const response = await caller.get(`/documents/${id}/events`, { 'Accept-Encoding': 'gzip, br' })
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  expect(response.headers.get('cache-control')).toBe('no-store, no-transform')
  expect(response.headers.get('content-encoding')).toBeNull()
  const read = readInSteps(response)
  const first = await read(/event: state\n.*\n\n/s)
  expect(performance.now() - startedAt).toBeLessThan(500)
  expect(first).toMatch(/^retry: \d+\n\nevent: state\n/)
  const ended = read(/event: close/)
  const revokedAt = performance.now()
  expect((await own.delete(`/sessions/${session.id}`)).status).toBe(204)
  const text = first + (await ended)
  expect(performance.now() - revokedAt).toBeLessThan(1000)
  expect(text).toContain('"reason":"session_revoked"')
  for (const event of text.split('\n\n').filter((part) => part.includes('data:'))) expect(event).toMatch(/^id: /m)
})

test('The stream of a settled document sends one done event, and a reconnect that has seen it gets 204', async ({
  api,
}) => {
  const ada = await api(await createUser())
  const { id } = await uploadPdf(ada)
  const text = await (await ada.get(`/documents/${id}/events`)).text()
  expect(text).toContain('event: done')
  const last = [...text.matchAll(/^id: (.*)$/gm)].at(-1)?.[1] ?? ''
  const again = await ada.get(`/documents/${id}/events`, { 'Last-Event-ID': last })
  expect(again.status).toBe(204)
})

test('HEAD requests and cancelled downloads leave no file descriptor open', async ({ api, server }) => {
  const ada = await api(await createUser())
  const bytes = new Uint8Array(3_000_000).fill(32)
  bytes.set(new TextEncoder().encode('%PDF-1.4\n'))
  const { id } = await uploadPdf(ada, { bytes, wait: false })
  const openBlobs = () =>
    readdirSync(`/proc/${server.pid}/fd`).filter((fd) => {
      try {
        return readlinkSync(`/proc/${server.pid}/fd/${fd}`).includes('/blobs/')
      } catch {
        return false
      }
    }).length
  for (let n = 0; n < 50; n++) {
    const head = await ada.request('HEAD', `/documents/${id}/content`)
    expect(head.headers.get('content-length')).toBe('3000000')
    const broken = await ada.get(`/documents/${id}/content`)
    await broken.body?.cancel()
  }
  await expect.poll(openBlobs).toBe(0)
})

test('A shutdown lets uploads finish, closes streams with an event, and takes less than five seconds', async ({
  api,
  startInstance,
}) => {
  const instance = await startInstance()
  const ada = await createUser()
  const { id } = await uploadPdf(await api(ada))
  await markUnfinished(id)
  const cookie = await api(ada, instance)
  const stream = await cookie.get(`/documents/${id}/events`)
  const events = readInSteps(stream)(/event: close/)

  const url = new URL(instance.baseUrl)
  const pdf = `%PDF-1.4\n${newId()}`
  const body = `--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n${pdf}\r\n--b--\r\n`
  const socket = connect(Number(url.port), url.hostname)
  socket.write(
    `POST /api/v1/documents HTTP/1.1\r\nHost: ${url.host}\r\nAuthorization: Bearer ${await makeKey(cookie)}\r\n` +
      `Content-Type: multipart/form-data; boundary=b\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body.slice(0, 80)}`,
  )
  const answer = socket.toArray()
  const stopped = performance.now()
  const ended = instance.stop('SIGTERM')
  expect(await events).toContain('"reason":"shutdown"')
  socket.write(body.slice(80))
  expect(Buffer.concat(await answer).toString()).toMatch(/^HTTP\/1\.1 201 /)
  expect(await ended).toBe(0)
  expect(performance.now() - stopped).toBeLessThan(5000)
})

/** Creates an API key, which every instance accepts; an access token is bound to the origin of the instance that issued it. */
async function makeKey(as: Api): Promise<string> {
  const response = await as.post('/api-keys', { name: 'upload', scopes: ['documents:write'] })
  return ((await response.json()) as { key: string }).key
}
