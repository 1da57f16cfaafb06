import type { ChangesBody, ChangeTopic } from '#lib/changes/schema.ts'
import { db } from '#lib/core/db/client.ts'
import type { Api } from '#tests/support/api.ts'
import { createMatter, uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser, signIn } from '#tests/support/people.ts'

type Heard = { event: string; data: ChangesBody & { reason?: string } }

/** Opens the change stream and collects the events after the first one, which covers everything. */
async function openChangeStream(api: Api): Promise<{
  heard: Heard[]
  topics: () => ChangeTopic[]
  documentIds: () => string[]
  ended: Promise<void>
  close: () => Promise<void>
}> {
  const response = await api.get('/events')
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream'])
  const reader = (response.body as ReadableStream<BufferSource>).pipeThrough(new TextDecoderStream()).getReader()
  const received: Heard[] = []
  let text = ''
  const read = async (): Promise<boolean> => {
    const { done, value } = await reader.read()
    text += value ?? ''
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const lines = text.slice(0, end).split('\n')
      text = text.slice(end + 2)
      const event = lines.find((line) => line.startsWith('event: '))?.slice(7)
      const data = lines.find((line) => line.startsWith('data: '))?.slice(6)
      if (event && data) received.push({ event, data: JSON.parse(data) })
    }
    return !done
  }
  while (received.length === 0) await read()
  const [first] = received.splice(0, 1)
  expect(first?.data.documentIds, 'the first event covers everything').toBeNull()
  const ended = (async () => {
    while (await read());
  })()
  ended.catch(() => {})
  const changes = () => received.filter(({ event }) => event === 'changes').map(({ data }) => data)
  return {
    heard: received,
    topics: () => [...new Set(changes().flatMap(({ topics }) => topics))].sort(),
    documentIds: () => [...new Set(changes().flatMap(({ documentIds }) => documentIds ?? ['any']))],
    ended,
    close: () => reader.cancel(),
  }
}

test('Members of a matter receive a change event with the id, other users receive none, and a removed member is notified', async ({
  api,
}) => {
  const [ada, bob, eve] = await Promise.all([createUser(), createUser(), createUser()])
  const [owner, member, stranger] = await Promise.all([api(ada), api(bob), api(eve)])
  const { id: matterId } = await createMatter(owner)
  await owner.put(`/matters/${matterId}/members/${bob.id}`, { role: 'viewer' })
  const { id } = await uploadPdf(owner, { matterId })
  const [memberStream, strangerStream] = [await openChangeStream(member), await openChangeStream(stranger)]

  const { etag = '' } = Object.fromEntries((await owner.get(`/documents/${id}`)).headers)
  await owner.patch(`/documents/${id}`, { title: 'Renamed' }, { 'If-Match': etag })
  await expect.poll(memberStream.documentIds).toEqual([id])
  expect(memberStream.topics()).toEqual(['documents'])

  memberStream.heard.length = 0
  await owner.delete(`/matters/${matterId}/members/${bob.id}`)
  await expect.poll(memberStream.topics).toEqual(['access', 'matters'])
  memberStream.heard.length = 0
  await owner.delete(`/documents/${id}`)

  // Events arrive in order: after this one, no earlier event can still follow.
  await stranger.post('/matters', { name: 'Their own' })
  await expect.poll(strangerStream.topics).toEqual(['access', 'matters'])
  expect(strangerStream.documentIds()).toEqual([])
  expect(memberStream.documentIds(), 'no longer a member').toEqual([])
  await Promise.all([memberStream.close(), strangerStream.close()])
})

test('A move sends change events to the members of both matters, and a purge and a restore send one', async ({
  api,
}) => {
  const [ada, bob] = await Promise.all([createUser(), createUser()])
  const [owner, member] = await Promise.all([api(ada), api(bob)])
  const { id: matterId } = await createMatter(owner)
  await owner.put(`/matters/${matterId}/members/${bob.id}`, { role: 'viewer' })
  const { id } = await uploadPdf(owner)
  const received = await openChangeStream(member)
  const move = async (to: string) => {
    received.heard.length = 0
    const { etag = '' } = Object.fromEntries((await owner.get(`/documents/${id}`)).headers)
    expect((await owner.patch(`/documents/${id}`, { matterId: to }, { 'If-Match': etag })).status).toBe(200)
    await expect.poll(received.documentIds).toEqual([id])
  }
  await move(matterId)
  await move(ada.personalMatterId)
  await move(matterId)
  for (const change of [
    () => owner.delete(`/documents/${id}`),
    () => owner.post(`/documents/${id}/restore`),
    () => owner.delete(`/documents/${id}`),
    () => owner.delete(`/trash/${id}`),
  ]) {
    received.heard.length = 0
    expect((await change()).ok).toBe(true)
    await expect.poll(received.documentIds).toEqual([id])
  }
  await received.close()
})

test('Administrators receive change events for users, sessions, API keys and audit events, until they lose the role', async ({
  api,
}) => {
  const [root, boss, ada] = await Promise.all([
    createUser({ role: 'admin' }),
    createUser({ role: 'admin' }),
    createUser(),
  ])
  const [admin, other] = await Promise.all([api(root), api(boss)])
  const received = await openChangeStream(admin)
  await signIn(ada)
  await expect.poll(received.topics).toContain('sessions')
  await db.user.update({ where: { id: ada.id }, data: { name: 'Another name' } })
  await expect.poll(received.topics).toContain('people')
  await other.post('/matters', { name: 'Audited' })
  await expect.poll(received.topics).toContain('audit')
  expect(received.documentIds()).toEqual([])

  await db.user.update({ where: { id: root.id }, data: { role: 'viewer' } })
  await expect.poll(received.topics).toContain('access')
  received.heard.length = 0
  await db.user.update({ where: { id: ada.id }, data: { name: 'A third name' } })
  await db.user.update({ where: { id: root.id }, data: { name: 'Their own name' } })
  await expect.poll(received.topics).toContain('account')
  expect(received.topics()).not.toContain('people')
  await received.close()
})

test('The change stream closes with a reason when the session is revoked or the account is disabled', async ({
  api,
}) => {
  const root = await api(await createUser({ role: 'admin' }))
  const ada = await createUser()
  const received = await openChangeStream(await api(ada))
  const user = await root.get(`/users/${ada.id}`)
  const disabled = { status: 'disabled' }
  expect((await root.patch(`/users/${ada.id}`, disabled, { 'If-Match': user.headers.get('etag') ?? '' })).status).toBe(
    200,
  )
  await received.ended
  expect(received.heard.at(-1)).toMatchObject({ event: 'close', data: { reason: 'session_revoked' } })
})

test('More changed documents than the limit of one event are reported as "any"', async ({ api }) => {
  const ada = await createUser()
  const own = await api(ada)
  const received = await openChangeStream(own)
  await db.$executeRaw`
    INSERT INTO "Document" (id, "matterId", title, tags, "createdById", "updatedAt")
    SELECT gen_random_uuid(), ${ada.personalMatterId}::uuid, 'Many', '{}', ${ada.id}::uuid, now() FROM generate_series(1, 300)`
  await expect.poll(received.documentIds).toContain('any')
  await db.document.deleteMany({ where: { matterId: ada.personalMatterId } })
  await received.close()
})
