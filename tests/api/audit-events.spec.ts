import { recordAudit } from '#lib/audit/commands.ts'
import { db } from '#lib/core/db/client.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser, principalOf } from '#tests/support/people.ts'

test('what was done is there: who, what, to whom, from where, with which request', async ({ api }) => {
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
      target: { type: 'user', id: person.id },
      ip: expect.stringMatching(/^(127\.0\.0\.1|::1)$/),
      requestId: response.headers.get('request-id'),
      detail: { role: 'editor', from: 'viewer' },
    },
  ])
})

test('it is filtered, paged, and exported', async ({ api }) => {
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
  expect(lines[0]).toBe('id,at,actorId,actorEmail,action,targetType,targetId,outcome,ip,requestId,detail')
  expect(lines).toHaveLength(6)
})

test('the application cannot change or forget it, nor switch off the trigger that says so', async ({
  database: _database,
}) => {
  await recordAudit(db, principalOf(await createUser()), { action: 'session.ended', target: null, outcome: 'success' })
  await expect(db.auditEvent.updateMany({ data: { ip: null } })).rejects.toThrow(/permission denied|must be owner/)
  await expect(db.auditEvent.deleteMany()).rejects.toThrow(/permission denied|must be owner/)
  await expect(db.$executeRaw`ALTER TABLE "AuditEvent" DISABLE TRIGGER ALL`).rejects.toThrow(/must be owner/)
  await expect(db.$executeRaw`SET session_replication_role = replica`).rejects.toThrow(/permission denied/)
  await expect(db.$executeRaw`TRUNCATE "AuditEvent"`).rejects.toThrow(/permission denied|must be owner/)
})

test('only an admin reads it', async ({ api }) => {
  expect((await (await api(null)).get('/audit-events')).status).toBe(401)
  expect((await (await api(await createUser({ role: 'editor' }))).get('/audit-events')).status).toBe(403)
})
