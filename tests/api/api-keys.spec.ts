import { db } from '#lib/core/db/client.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser } from '#tests/support/people.ts'

test('An API key is limited to its scopes, is shown only when created, and stops working when revoked', async ({
  api,
}) => {
  const person = await createUser({ role: 'editor' })
  const owner = await api(person)
  const created = await owner.post('/api-keys', { name: 'Nightly', scopes: ['documents:read'] })
  expect(created.status).toBe(201)
  expect(created.headers.get('cache-control')).toBe('no-store')
  const made = await created.json()
  expect(made.key).toMatch(/^lexai_[\w-]{43}$/)
  expect(made.key.startsWith(made.prefix)).toBe(true)
  expect(created.headers.get('location')).toBe(`/api/v1/api-keys/${made.id}`)

  const script = await api({ accessToken: made.key })
  expect(await (await script.get('/me')).json()).toMatchObject({ id: person.id, permissions: ['documents:read'] })
  expect((await script.get('/documents')).status).toBe(200)
  expect((await script.post('/matters', { name: 'Not by this key' })).status).toBe(403)
  await expect.poll(async () => (await (await owner.get('/api-keys')).json()).items[0].lastUsedAt).not.toBeNull()
  const list = await (await owner.get('/api-keys')).text()
  expect(list).not.toContain(made.key)

  const stranger = await api(await createUser({ role: 'admin' }))
  expect((await stranger.delete(`/api-keys/${made.id}`)).status).toBe(404)
  expect((await owner.delete(`/api-keys/${made.id}`)).status).toBe(204)
  expect((await owner.delete(`/api-keys/${made.id}`)).status).toBe(204)
  expect((await script.get('/me')).status).toBe(401)
})

test('An API key never has more permissions than its owner has at the time of the request', async ({ api }) => {
  const person = await createUser({ role: 'admin' })
  const owner = await api(person)
  const scopes = ['documents:read', 'users:manage']
  const { key } = await (await owner.post('/api-keys', { name: 'People', scopes })).json()
  const script = await api({ accessToken: key })
  expect((await script.get('/users')).status).toBe(200)
  await db.user.update({ where: { id: person.id }, data: { role: 'viewer' } })
  expect((await script.get('/users')).status).toBe(403)
  expect((await script.get('/documents')).status).toBe(200)
  const refused = await owner.post('/api-keys', { name: 'More', scopes })
  expect(refused.status).toBe(422)
  expect((await refused.json()).errors[0].pointer).toBe('/scopes/1')
  await db.user.update({ where: { id: person.id }, data: { status: 'disabled' } })
  expect((await script.get('/documents')).status).toBe(401)
})

test('An API key cannot create or revoke keys, revoke sessions, or change its owner', async ({ api }) => {
  const owner = await api(await createUser({ role: 'admin' }))
  const scopes = ['documents:read', 'users:manage', 'sessions:revoke']
  const { id, key } = await (await owner.post('/api-keys', { name: 'Strong', scopes })).json()
  const script = await api({ accessToken: key })
  const etag = (await script.get('/me')).headers.get('etag') ?? ''
  const responses = await Promise.all([
    script.post('/api-keys', { name: 'Child', scopes: ['documents:read'] }),
    script.delete(`/api-keys/${id}`),
    script.delete('/sessions'),
    script.patch('/me', { name: 'Eve' }, { 'If-Match': etag }),
    script.put('/me/password', { currentPassword: 'x', newPassword: 'another quiet lamp' }),
  ])
  expect(responses.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403])
})

test('An expired API key is refused, and a key with invalid fields cannot be created', async ({ api }) => {
  const owner = await api(await createUser())
  const expiresAt = new Date(Date.now() + 60_000).toISOString()
  const made = await (await owner.post('/api-keys', { name: 'Short', scopes: ['documents:read'], expiresAt })).json()
  expect(made.expiresAt).toBe(expiresAt)
  const script = await api({ accessToken: made.key })
  expect((await script.get('/me')).status).toBe(200)
  await db.apiKey.update({ where: { id: made.id }, data: { expiresAt: new Date(Date.now() - 1000) } })
  expect((await script.get('/me')).status).toBe(401)
  const bad = [
    { name: 'No scopes', scopes: [] },
    { name: 'Odd', scopes: ['everything'] },
    { name: 'Past', scopes: ['documents:read'], expiresAt: '2020-01-01T00:00:00Z' },
    { name: '', scopes: ['documents:read'] },
  ]
  for (const body of bad) expect((await owner.post('/api-keys', body)).status, body.name).toBe(422)
})
