import { once } from 'node:events'
import { connect } from 'node:net'
import { recordAudit } from '#lib/audit/commands.ts'
import { db } from '#lib/core/db/client.ts'
import { uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser, openApiSession, principalOf } from '#tests/support/people.ts'

const password = 'quiet lamp over rivers'

test('An audit event records the actor, action, target, address, session and request id', async ({ api }) => {
  const boss = await createUser({ role: 'admin' })
  const admin = await api(boss)
  const person = await createUser({ role: 'viewer' })
  const etag = (await admin.get(`/users/${person.id}`)).headers.get('etag') ?? ''
  const response = await admin.patch(`/users/${person.id}`, { role: 'editor' }, { 'If-Match': etag })
  const { items } = await (await admin.get(`/audit-events?action=user.role_changed&target=${person.id}`)).json()
  expect(items).toEqual([
    {
      ...{ id: expect.any(String), at: expect.any(String), action: 'user.role_changed', outcome: 'success' },
      actor: { id: boss.id, email: boss.email },
      ...{ sessionId: expect.any(String), apiKeyId: null },
      target: { type: 'user', id: person.id },
      ip: expect.stringMatching(/^(127\.0\.0\.1|::1)$/),
      requestId: response.headers.get('request-id'),
      detail: { role: 'editor', from: 'viewer' },
    },
  ])
})

test('Audit events can be filtered, paginated, and exported as CSV', async ({ api }) => {
  const boss = await createUser({ role: 'admin' })
  const admin = await api(boss)
  const actor = principalOf(await createUser({ name: 'Robert' }))
  for (let at = 0; at < 5; at++) {
    const target = { type: 'matter', id: boss.id } as const
    await recordAudit(db, actor, { action: 'matter.updated', target, outcome: 'success', detail: { name: '=1+1', at } })
  }
  const filter = `actor=${actor.userId}&action=matter&from=${new Date(Date.now() - 60_000).toISOString()}`
  const first = await (await admin.get(`/audit-events?${filter}&limit=3`)).json()
  const second = await (await admin.get(`/audit-events?${filter}&limit=3&cursor=${first.nextCursor}`)).json()
  const seen = [...first.items, ...second.items].map(({ detail }) => detail.at)
  expect(seen).toEqual([4, 3, 2, 1, 0])
  expect((await (await admin.get(`/audit-events?actor=${actor.email}`)).json()).items).toHaveLength(5)
  expect((await (await admin.get(`/audit-events?${filter}&to=2020-01-01`)).json()).items).toEqual([])

  const csv = await admin.get(`/audit-events?${filter}`, { Accept: 'text/csv' })
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  const lines = (await csv.text()).trimEnd().split('\r\n')
  expect(lines[0]).toBe(
    'id,at,actorId,actorEmail,action,targetType,targetId,outcome,ip,requestId,detail,sessionId,apiKeyId',
  )
  expect(lines).toHaveLength(6)
})

test('Reads, exports, token refreshes, reset requests, forged tokens and refusals are recorded with their session or API key', async ({
  api,
  server,
}) => {
  const [person, admin] = [await createUser({ password }), await createUser({ role: 'admin' })]
  const ada = await api(person)
  const boss = await api(admin)
  const { id } = await uploadPdf(ada)
  const { key, id: keyId } = await (await ada.post('/api-keys', { name: 'k', scopes: ['documents:read'] })).json()
  const script = await api({ accessToken: key })
  for (let times = 0; times < 3; times++) {
    await script.get(`/documents/${id}/text`)
    await script.get(`/documents/${id}/pages/1`)
    await script.get(`/documents/${id}/pages/1/image?width=960`)
    await script.get(`/documents/${id}/pages/1/image?width=160`)
    await script.post('/matters', { name: 'Not by this key' })
  }
  const reads = await db.auditEvent.findMany({ where: { targetId: id, action: 'document.read' } })
  expect(reads.map(({ detail }) => (detail as { part: string }).part).sort()).toEqual(['image', 'page', 'text'])
  for (const read of reads) expect(read).toMatchObject({ actorId: person.id, apiKeyId: keyId, sessionId: null })
  const ofPerson = (action: string) => db.auditEvent.findMany({ where: { actorId: person.id, action } })
  await expect.poll(async () => (await ofPerson('access.refused')).length).toBe(1)
  const [refused] = await ofPerson('access.refused')
  expect(refused).toMatchObject({ apiKeyId: keyId, outcome: 'failure' })
  expect(refused?.detail).toEqual({ code: 'auth.forbidden', method: 'POST', route: '/matters' })

  const anonymous = await api(null)
  const tokens = await (await anonymous.post('/sessions', { email: person.email, password })).json()
  for (let times = 0, { refreshToken } = tokens; times < 3; times++) {
    refreshToken = (await (await anonymous.post('/tokens', { refreshToken })).json()).refreshToken
  }
  const sessionId = tokens.session.id
  expect(await ofPerson('session.refreshed')).toEqual([expect.objectContaining({ targetId: sessionId, sessionId })])

  await anonymous.post('/password-resets', { email: person.email })
  const email = { path: ['email'], equals: person.email }
  expect(await db.auditEvent.count({ where: { action: 'password.reset_requested', detail: email } })).toBe(1)

  const forged = { Authorization: `Bearer ${tokens.accessToken.slice(0, -8)}AAAAAAAA` }
  for (let times = 0; times < 2; times++) await fetch(`${server.baseUrl}/api/v1/openapi.json`, { headers: forged })
  const route = { path: ['route'], equals: '/openapi.json' }
  const forgeries = () => db.auditEvent.count({ where: { action: 'token.refused', detail: route, actorId: null } })
  await expect.poll(forgeries).toBe(1)

  await boss.get('/audit-events?action=matter', { Accept: 'text/csv' })
  const exported = await db.auditEvent.findFirstOrThrow({ where: { actorId: admin.id, action: 'audit.exported' } })
  expect(exported.detail).toMatchObject({ action: 'matter' })
  expect(exported.sessionId).not.toBeNull()
  const { items } = await (await boss.get(`/audit-events?actor=${person.id}&action=document.read`)).json()
  expect(items[0]).toMatchObject({ apiKeyId: keyId, sessionId: null })
})

test('Repeated reads are counted, and the count is written when the process ends', async ({ api, startInstance }) => {
  const person = await createUser()
  const { id } = await uploadPdf(await api(person))
  const instance = await startInstance({ LEXAI_WORKERS: '0' })
  const ada = await api(person, instance)
  for (let times = 0; times < 5; times++) await ada.get(`/documents/${id}/text`)
  const where = { targetId: id, action: 'document.read' }
  const rows = () => db.auditEvent.findMany({ where, orderBy: { id: 'asc' } })
  expect(await rows()).toHaveLength(1)
  await instance.stop()
  const [first, summary] = await rows()
  expect(summary?.detail).toEqual({ ...(first?.detail as object), repeated: 4 })
})

test('The access log records the client address, and for an aborted request the user and the phase it reached', async ({
  api,
  server,
  startInstance,
}) => {
  const settings = {
    AUTH_URL: server.baseUrl,
    LEXAI_LOG_LEVEL: 'info',
    LEXAI_WORKERS: '0',
    LEXAI_TRUST_PROXY: '127.0.0.1,::1',
  }
  const instance = await startInstance(settings)
  const person = await createUser()
  const ada = await api(person, instance)
  await ada.get('/me', { 'Request-Id': 'a-whole-one', 'X-Forwarded-For': '203.0.113.5' })
  const line = (requestId: string) => {
    const lines = instance.output().split('\n')
    const found = lines.find((each) => each.includes(`"requestId":"${requestId}"`))
    return found ? JSON.parse(found) : null
  }
  await expect.poll(() => line('a-whole-one')).toMatchObject({ ip: '203.0.113.5', status: 200, userId: person.id })
  expect(line('a-whole-one').abortedIn).toBeUndefined()

  const { hostname, port } = new URL(instance.baseUrl)
  const { accessToken } = await openApiSession(person)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {})
  const fields = ['Content-Type: application/json', 'Content-Length: 100', 'Request-Id: one-cut-short']
  const head = ['POST /api/v1/matters HTTP/1.1', `Host: ${hostname}`, `Authorization: Bearer ${accessToken}`, ...fields]
  socket.write([...head, 'Expect: 100-continue', '', ''].join('\r\n'))
  // The server asks for the body after it has authenticated the caller.
  const [chunk] = await once(socket, 'data')
  expect(String(chunk)).toContain('100 Continue')
  socket.write('{"name":')
  socket.destroy()
  await expect.poll(() => line('one-cut-short')).toMatchObject({ abortedIn: 'body', status: null, userId: person.id })
})

test('The application role cannot update or delete audit events, nor disable the trigger that prevents it', async ({
  database: _database,
}) => {
  await recordAudit(db, principalOf(await createUser()), { action: 'session.ended', target: null, outcome: 'success' })
  await expect(db.auditEvent.updateMany({ data: { ip: null } })).rejects.toThrow(/permission denied|must be owner/)
  await expect(db.auditEvent.deleteMany()).rejects.toThrow(/permission denied|must be owner/)
  await expect(db.$executeRaw`ALTER TABLE "AuditEvent" DISABLE TRIGGER ALL`).rejects.toThrow(/must be owner/)
  await expect(db.$executeRaw`SET session_replication_role = replica`).rejects.toThrow(/permission denied/)
  await expect(db.$executeRaw`TRUNCATE "AuditEvent"`).rejects.toThrow(/permission denied|must be owner/)
})

test('Audit events are refused without a session and to an editor', async ({ api }) => {
  expect((await (await api(null)).get('/audit-events')).status).toBe(401)
  expect((await (await api(await createUser({ role: 'editor' }))).get('/audit-events')).status).toBe(403)
})
