import { db } from '#lib/core/db/client.ts'
import { createApiClient } from '#tests/support/api.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createApiKeyOf, createUser, linkGoogle, openApiSession, type Person } from '#tests/support/people.ts'

const password = 'quiet lamp over rivers'
const phone = '+436601234567'

/** Moves the authentication time of every session of the user into the past. */
async function backdateSignIns(person: Person, minutes: number): Promise<void> {
  const authenticatedAt = new Date(Date.now() - minutes * 60_000)
  await db.session.updateMany({ where: { userId: person.id }, data: { authenticatedAt } })
}

test('Ten minutes after signing in, changes to sessions, API keys, linked accounts and the phone number require the password', async ({
  api,
  server,
}) => {
  const person = await createUser({ password })
  const ada = await api(person)
  const [other, keyId, identityId] = [
    await openApiSession(person),
    await createApiKeyOf(person),
    await linkGoogle(person),
  ]
  const etag = async () => (await ada.get('/me')).headers.get('etag') ?? ''
  const changes = [
    () => ada.delete(`/sessions/${other.id}`),
    () => ada.delete('/sessions'),
    () => ada.post('/api-keys', { name: 'Nightly', scopes: ['documents:read'] }),
    () => ada.delete(`/api-keys/${keyId}`),
    () => ada.delete(`/me/identities/${identityId}`),
    async () => ada.patch('/me', { phone }, { 'If-Match': await etag() }),
  ]
  await backdateSignIns(person, 11)
  for (const change of changes) {
    const refused = await change()
    expect([refused.status, (await refused.json()).code]).toEqual([403, 'auth.reauthentication_required'])
  }
  expect((await ada.patch('/me', { name: 'Ada King' }, { 'If-Match': await etag() })).status).toBe(200)
  expect((await (await createApiClient(server.baseUrl, { accessToken: other.accessToken })).get('/me')).status).toBe(
    200,
  )

  const wrong = await ada.post('/me/reauthentication', { password: 'not the password at all' })
  expect([wrong.status, (await wrong.json()).errors]).toEqual([
    422,
    [expect.objectContaining({ pointer: '/password', code: 'password_wrong' })],
  ])
  expect((await changes[0]?.())?.status).toBe(403)
  expect((await ada.post('/me/reauthentication', { password })).status).toBe(204)
  for (const change of changes) expect((await change()).status).toBeLessThan(300)
})

test('Signing out, and revoking the access of others as an administrator, never require the password', async ({
  api,
}) => {
  const [person, admin] = [await createUser(), await createUser({ role: 'admin' })]
  const [ada, boss] = [await api(person), await api(admin)]
  const keyId = await createApiKeyOf(person)
  await Promise.all([backdateSignIns(person, 60), backdateSignIns(admin, 60)])
  expect((await boss.delete(`/users/${person.id}/api-keys/${keyId}`)).status).toBe(204)
  expect((await ada.delete('/sessions/current')).status).toBe(204)
  expect((await boss.delete(`/users/${person.id}/sessions`)).status).toBe(204)
})

test('Wrong passwords at reauthentication are rate limited', async ({ api }) => {
  const ada = await api(await createUser({ password }))
  const statuses: number[] = []
  for (let guess = 0; guess < 11; guess++) {
    statuses.push((await ada.post('/me/reauthentication', { password: `guess number ${guess}` })).status)
  }
  expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 422))
  expect(statuses[10]).toBe(429)
})
