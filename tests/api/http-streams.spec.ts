import { readdirSync, readlinkSync } from 'node:fs'
import { connect } from 'node:net'
import { db } from '#lib/core/db/client.ts'
import { newId } from '#lib/core/db/id.ts'
import type { Api } from '#tests/support/api.ts'
import { uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser, openApiSession } from '#tests/support/people.ts'

/** A document that nothing will ever finish: its stream stays open. */
async function unfinishedDocument(documentId: string): Promise<void> {
  await db.documentVersion.updateMany({
    where: { documentId },
    data: { status: 'processing', settledAt: null, pagesDone: 0 },
  })
}

const readText = async (response: Response, until: RegExp): Promise<string> => {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
    text += piece.value
    if (until.test(text)) break
  }
  return text
}

test('a stream speaks at once, numbers its events, and ends with the session', async ({ api }) => {
  const ada = await createUser()
  const session = await openApiSession(ada)
  const own = await api(ada)
  const { id } = await uploadPdf(own)
  await unfinishedDocument(id)
  const caller = await api(session)
  const startedAt = performance.now()
  const response = await caller.get(`/documents/${id}/events`, { 'Accept-Encoding': 'gzip, br' })
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  expect(response.headers.get('cache-control')).toBe('no-store, no-transform')
  expect(response.headers.get('content-encoding')).toBeNull()
  const ended = readText(response, /event: close/)
  expect(performance.now() - startedAt).toBeLessThan(500)
  const revokedAt = performance.now()
  expect((await own.delete(`/sessions/${session.id}`)).status).toBe(204)
  const text = await ended
  expect(performance.now() - revokedAt).toBeLessThan(1000)
  expect(text).toContain('"reason":"session_revoked"')
  for (const event of text.split('\n\n').filter((part) => part.includes('data:'))) expect(event).toMatch(/^id: /m)
})

test('a settled stream tells the end once; who has seen it gets 204', async ({ api }) => {
  const ada = await api(await createUser())
  const { id } = await uploadPdf(ada)
  const text = await (await ada.get(`/documents/${id}/events`)).text()
  expect(text).toContain('event: done')
  const last = [...text.matchAll(/^id: (.*)$/gm)].at(-1)?.[1] ?? ''
  const again = await ada.get(`/documents/${id}/events`, { 'Last-Event-ID': last })
  expect(again.status).toBe(204)
})

test('HEADs and GETs that are broken off leave no file open', async ({ api, server }) => {
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

test('a stop lets uploads finish, ends streams with an event, and takes less than five seconds', async ({
  api,
  startInstance,
}) => {
  const instance = await startInstance()
  const ada = await createUser()
  const { id } = await uploadPdf(await api(ada))
  await unfinishedDocument(id)
  const cookie = await api(ada, instance)
  const stream = await cookie.get(`/documents/${id}/events`)
  const events = readText(stream, /event: close/)

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

/** A key of the person's, which every instance takes: an access token names the one that made it. */
async function makeKey(as: Api): Promise<string> {
  const response = await as.post('/api-keys', { name: 'upload', scopes: ['documents:write'] })
  return ((await response.json()) as { key: string }).key
}
