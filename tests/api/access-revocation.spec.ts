import { db } from '#lib/core/db/client.ts'
import type { Api } from '#tests/support/api.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { waitForOutbox } from '#tests/support/outbox.ts'
import { createApiKeyOf, createUser, linkGoogle, type Person } from '#tests/support/people.ts'

const password = 'quiet lamp over rivers'
const scopes = ['documents:read']

/** An API client that authenticates with an API key of the user. */
async function openScript(api: (as: Person | { accessToken: string }) => Promise<Api>, person: Person): Promise<Api> {
  const made = await (await api(person)).post('/api-keys', { name: 'Nightly', scopes })
  return api({ accessToken: ((await made.json()) as { key: string }).key })
}

test('Revoking all sessions of a user as an administrator revokes the user’s API keys too', async ({ api }) => {
  const [person, admin] = [await createUser(), await api(await createUser({ role: 'admin' }))]
  const script = await openScript(api, person)
  expect((await admin.delete(`/users/${person.id}/sessions`)).status).toBe(204)
  expect((await script.get('/me')).status).toBe(401)
  const revoked = { action: 'api_key.revoked', detail: { path: ['userId'], equals: person.id } }
  expect(await db.auditEvent.count({ where: revoked })).toBe(1)
})

test('An administrator can list and revoke a user’s API keys, but only under that user’s path', async ({ api }) => {
  const [person, other, admin] = [
    await createUser(),
    await createUser(),
    await api(await createUser({ role: 'admin' })),
  ]
  const script = await openScript(api, person)
  const { items } = await (await admin.get(`/users/${person.id}/api-keys`)).json()
  expect(items).toEqual([
    expect.objectContaining({ name: 'Nightly', scopes, prefix: expect.stringMatching(/^lexai_/) }),
  ])
  expect(JSON.stringify(items)).not.toContain('hash')
  expect((await admin.delete(`/users/${other.id}/api-keys/${items[0].id}`)).status).toBe(404)
  expect((await script.get('/me')).status).toBe(200)
  for (const again of [204, 204])
    expect((await admin.delete(`/users/${person.id}/api-keys/${items[0].id}`)).status).toBe(again)
  expect((await script.get('/me')).status).toBe(401)
  expect((await (await admin.get(`/users/${person.id}/api-keys`)).json()).items).toEqual([])
})

test('A password reset revokes the API keys, and a password change only when requested', async ({ api }) => {
  const person = await createUser({ password })
  const changed = await openScript(api, person)
  const signedIn = await api(person)
  const change = (from: string, to: string, more = {}) =>
    signedIn.put('/me/password', { currentPassword: from, newPassword: to, ...more })
  expect((await change(password, 'another lamp over rivers')).status).toBe(204)
  expect((await changed.get('/me')).status).toBe(200)
  expect((await change('another lamp over rivers', password, { revokeApiKeys: true })).status).toBe(204)
  expect((await changed.get('/me')).status).toBe(401)

  const reset = await openScript(api, person)
  const anonymous = await api(null)
  expect((await anonymous.post('/password-resets', { email: person.email })).status).toBe(202)
  const mail = await waitForOutbox(person.email, 'Choose a new password for LexAI')
  const token = /\/reset[/#]([\w-]+)/.exec(mail.text)?.[1]
  expect((await anonymous.put(`/password-resets/${token}`, { password: 'yet another quiet lamp' })).status).toBe(204)
  expect((await reset.get('/me')).status).toBe(401)
})

test('An API key that is created while all access of its owner is revoked does not remain valid', async ({ api }) => {
  const admin = await api(await createUser({ role: 'admin' }))
  for (let round = 0; round < 5; round++) {
    const person = await createUser()
    const signedIn = await api(person)
    const [made] = await Promise.all([
      signedIn.post('/api-keys', { name: 'Late', scopes }),
      admin.delete(`/users/${person.id}/sessions`),
    ])
    expect([201, 401]).toContain(made.status)
    expect(await db.apiKey.count({ where: { userId: person.id, revokedAt: null } })).toBe(0)
  }
})

test('A linked Google account is listed and can be unlinked, unless it is the only way to sign in', async ({ api }) => {
  const [withPassword, without, other] = [await createUser({ password }), await createUser(), await createUser()]
  for (const person of [withPassword, without]) await linkGoogle(person)
  await createApiKeyOf(withPassword)
  const identityOf = async (person: Person) => (await (await (await api(person)).get('/me/identities')).json()).items
  const [linked] = await identityOf(withPassword)
  expect(linked).toEqual({ id: expect.any(String), provider: 'google', email: null, linkedAt: expect.any(String) })
  expect((await (await api(other)).delete(`/me/identities/${linked.id}`)).status).toBe(404)
  expect((await (await api(withPassword)).delete(`/me/identities/${linked.id}`)).status).toBe(204)
  expect(await identityOf(withPassword)).toEqual([])
  await waitForOutbox(withPassword.email, 'A Google account was unlinked from your LexAI account')
  const [only] = await identityOf(without)
  const refused = await (await api(without)).delete(`/me/identities/${only.id}`)
  expect([refused.status, (await refused.json()).code]).toEqual([409, 'identity.only_one'])
  expect(await identityOf(without)).toHaveLength(1)
})
