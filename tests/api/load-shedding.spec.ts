import pg from 'pg'
import { db } from '#lib/core/db/client.ts'
import { uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser } from '#tests/support/people.ts'
import { openSocket, readUntil } from '#tests/support/raw-http.ts'

const maxStreams = 32
/** Two searches run and 32 wait. */
const maxSearches = 34

const countOf = (responses: readonly Response[], status: number) =>
  responses.filter((response) => response.status === status).length

test('Event streams above the limit of one user are refused until one is closed', async ({ api }) => {
  const ada = await createUser({ role: 'admin' })
  const own = await api(ada)
  const { id } = await uploadPdf(own)
  await db.documentVersion.updateMany({ where: { documentId: id }, data: { status: 'processing', settledAt: null } })
  const open = async () => (await own.get(`/documents/${id}/events`)) as Response
  const streams: Response[] = []
  for (let count = 0; count < maxStreams; count++) streams.push(await open())
  expect(countOf(streams, 200)).toBe(maxStreams)
  const refused = await open()
  expect(refused.status).toBe(429)
  expect(refused.headers.get('retry-after')).toBe('10')
  expect(await refused.json()).toMatchObject({ code: 'request.rate_limited' })

  const other = await api(await createUser({ role: 'admin' }))
  const mine = await uploadPdf(other)
  const others = await other.get(`/documents/${mine.id}/events`)
  expect(others.status, 'another user can open streams').toBe(200)
  await others.body?.cancel()

  await streams[0]?.body?.cancel()
  await expect
    .poll(async () => {
      const again = await open()
      await again.body?.cancel()
      return again.status
    })
    .toBe(200)
  for (const stream of streams.slice(1)) await stream.body?.cancel()
})

test('Searches above the limit of one user are answered 503 with Retry-After, and other users are served meanwhile', async ({
  api,
  database: _database,
}) => {
  const [ada, bob] = await Promise.all([createUser(), createUser()])
  const [busy, other] = await Promise.all([api(ada), api(bob)])
  const lock = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await lock.connect()
  await lock.query('BEGIN; LOCK TABLE "Passage" IN ACCESS EXCLUSIVE MODE')
  const responses: Response[] = []
  const searches = Array.from({ length: maxSearches + 6 }, async () => {
    const response = await busy.get('/search?q=termination')
    responses.push(response)
    return response
  })
  // Searches above the limit are refused while the others are blocked by the table lock.
  await expect.poll(() => countOf(responses, 503)).toBeGreaterThanOrEqual(6)
  expect((await other.get('/me')).status).toBe(200)
  expect((await other.get('/documents')).status).toBe(200)
  const others = other.get('/search?q=termination')
  await lock.end()
  expect((await others).status).toBe(200)
  const all = await Promise.all(searches)
  expect(countOf(all, 200) + countOf(all, 503)).toBe(all.length)
  for (const response of all.filter(({ status }) => status === 503)) {
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await response.json()).toMatchObject({ code: 'server.overloaded' })
  }
})

test('A search that exceeds its time limit is answered 503', async ({ api }) => {
  const ada = await api(await createUser())
  const lock = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await lock.connect()
  await lock.query('BEGIN; LOCK TABLE "Passage" IN ACCESS EXCLUSIVE MODE')
  // The time limit of a search is a few seconds.
  const response = await ada.get('/search?q=termination')
  await lock.end()
  expect(response.status).toBe(503)
  expect(await response.json()).toMatchObject({ code: 'server.overloaded' })
})

test('Sign-ins above the queue limit of one network are answered 503 with Retry-After, and another network can sign in', async ({
  startInstance,
  server,
}) => {
  const instance = await startInstance({ AUTH_URL: server.baseUrl, LEXAI_TRUST_PROXY: '127.0.0.1,::1' })
  const signIn = (ip: string, email: string, password: string) =>
    fetch(`${instance.baseUrl}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': ip },
      body: JSON.stringify({ email, password }),
    })
  const password = 'sorrel-lantern-42-quarry'
  const ada = await createUser({ password })
  const signIns = Array.from({ length: 80 }, (_, n) =>
    signIn('203.0.113.9', `nobody-${n}@example.com`, 'wrong-wrong-1'),
  )
  expect((await signIn('198.51.100.7', ada.email, password)).status).toBe(201)
  const responses = await Promise.all(signIns)
  expect(countOf(responses, 401) + countOf(responses, 503)).toBe(80)
  expect(countOf(responses, 503)).toBeGreaterThan(0)
  const refused = responses.find(({ status }) => status === 503)
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await refused?.json()).toMatchObject({ code: 'server.overloaded' })
})

test('Unfinished request bodies above the limit of one network are answered 503 until one is complete', async ({
  startInstance,
}) => {
  const { baseUrl } = await startInstance()
  const { host } = new URL(baseUrl)
  const head = `POST /api/v1/password-resets HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n`
  const startBody = async () => {
    const socket = await openSocket(baseUrl)
    socket.write(`${head}Content-Length: 1000\r\nExpect: 100-continue\r\n\r\n`)
    return { socket, answer: await readUntil(socket, /^HTTP\/1\.1 \d+ /) }
  }
  const open: Awaited<ReturnType<typeof startBody>>[] = []
  for (let count = 0; count < 64; count++) open.push(await startBody())
  expect(open.map(({ answer: response }) => response.slice(9, 12))).toEqual(open.map(() => '100'))
  const refused = await startBody()
  expect(refused.answer).toMatch(/^HTTP\/1\.1 503 /)
  expect(refused.answer).toMatch(/^retry-after: 10\r$/im)
  expect((await fetch(`${baseUrl}/api/v1/health`)).status, 'requests without a body are served').toBe(200)
  open[0]?.socket.destroy()
  await expect.poll(async () => (await startBody()).answer.slice(9, 12)).toBe('100')
  for (const { socket } of open) socket.destroy()
})
