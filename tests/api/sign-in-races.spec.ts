import bcrypt from 'bcryptjs'
import { hashPassword } from '#lib/core/auth/passwords.ts'
import { newSecret, sha256 } from '#lib/core/auth/secrets.ts'
import { db } from '#lib/core/db/client.ts'
import { newId } from '#lib/core/db/id.ts'
import { createApiClient } from '#tests/support/api.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser, type Person } from '#tests/support/people.ts'
import { submitSignIn } from '#tests/support/sign-in-form.ts'

const password = 'quiet lamp over rivers'
const newPassword = 'another lamp over rivers'

async function resetLink({ id, email }: Person): Promise<string> {
  const secret = newSecret()
  const expiresAt = new Date(Date.now() + 600_000)
  const link = { id: newId(), tokenHash: sha256(secret), purpose: 'reset', email, userId: id, expiresAt }
  await db.verificationToken.create({ data: link })
  return secret
}

const liveSessions = (userId: string) => db.session.count({ where: { userId, revokedAt: null } })

test('A sign-in with the old password during a reset or change leaves no valid session', async ({ api }) => {
  test.setTimeout(120_000)
  const anonymous = await api(null)
  for (let round = 0; round < 6; round++) {
    const person = await createUser({ password })
    const owner = await api(person)
    const token = await resetLink(person)
    const ending =
      round % 2 === 0
        ? () => anonymous.put(`/password-resets/${token}`, { password: newPassword })
        : () => owner.put('/me/password', { currentPassword: password, newPassword })
    // The password change hashes about as long as the sign-ins compare, so some sign-ins are between check and session creation.
    const signingIn = Array.from({ length: 4 }, () => anonymous.post('/sessions', { email: person.email, password }))
    expect((await ending()).status).toBe(204)
    await Promise.all(signingIn)
    expect(await liveSessions(person.id)).toBe(round % 2 === 0 ? 0 : 1)
  }
})

test('A session created while the account is disabled is not valid after the account is enabled again', async ({
  api,
}) => {
  test.setTimeout(60_000)
  const [anonymous, admin] = [await api(null), await api(await createUser({ role: 'admin' }))]
  for (let round = 0; round < 4; round++) {
    const person = await createUser({ password })
    const signingIn = anonymous.post('/sessions', { email: person.email, password })
    const path = `/users/${person.id}`
    await admin.patch(path, { status: 'disabled' }, { 'If-Match': '*' })
    await signingIn
    expect((await admin.patch(path, { status: 'active' }, { 'If-Match': '*' })).status).toBe(200)
    expect(await liveSessions(person.id)).toBe(0)
  }
})

test('Rehashing a password at sign-in never overwrites a newer password', async ({ api }) => {
  test.setTimeout(60_000)
  const anonymous = await api(null)
  const person = await createUser({ password })
  const credential = () => db.passwordCredential.findUniqueOrThrow({ where: { userId: person.id } })
  const { hash } = await hashPassword(password)
  // A hash of the same password with another cost, which the next sign-in replaces.
  await db.passwordCredential.update({ where: { userId: person.id }, data: { hash, cost: 11 } })
  expect((await anonymous.post('/sessions', { email: person.email, password })).status).toBe(201)
  expect(await credential()).toMatchObject({ cost: 12 })
  expect(bcrypt.getRounds((await credential()).hash)).toBe(12)

  for (let round = 0; round < 3; round++) {
    await db.passwordCredential.update({ where: { userId: person.id }, data: { hash, cost: 11 } })
    const token = await resetLink(person)
    const signingIn = anonymous.post('/sessions', { email: person.email, password })
    expect((await anonymous.put(`/password-resets/${token}`, { password: newPassword })).status).toBe(204)
    await signingIn
    expect((await anonymous.post('/sessions', { email: person.email, password })).status).toBe(401)
  }
})

test('Concurrent sign-ins with the right password are not counted as failures', async ({ api }) => {
  test.setTimeout(60_000)
  const anonymous = await api(null)
  const { email } = await createUser({ password })
  const all = await Promise.all(Array.from({ length: 20 }, () => anonymous.post('/sessions', { email, password })))
  expect(all.map(({ status }) => status)).toEqual(Array(20).fill(201))
})

test('Continued guessing does not lock out a user who follows a mailed link', async ({ server, startInstance }) => {
  test.setTimeout(60_000)
  const instance = await startInstance({ AUTH_URL: server.baseUrl, LEXAI_TRUST_PROXY: '127.0.0.1,::1' })
  const anonymous = await createApiClient(instance.baseUrl, null)
  const person = await createUser({ password })
  const from = (ip: string) => ({ 'X-Forwarded-For': ip })
  const guess = () => submitSignIn(instance.baseUrl, { email: person.email, password: 'x' }, from('203.0.113.9'))
  for (let at = 0; at < 10; at++) await guess()
  const right = { email: person.email, password: newPassword }
  const home = from('2001:db8:1:2::1')
  expect((await submitSignIn(instance.baseUrl, right, home)).status).toBe(429)
  const path = `/password-resets/${await resetLink(person)}`
  expect((await anonymous.put(path, { password: newPassword }, home)).status).toBe(204)
  await guess()
  expect((await submitSignIn(instance.baseUrl, right, from('2001:db8:1:2:ffff::7'))).status).toBe(200)
  expect((await submitSignIn(instance.baseUrl, right, from('2001:db8:1:3::1'))).status).toBe(429)
})

test('An Idempotency-Key cannot be used to guess passwords or to get tokens of a revoked session', async ({ api }) => {
  test.setTimeout(60_000)
  const anonymous = await api(null)
  const person = await createUser({ password })
  const key = { 'Idempotency-Key': newId() }
  const right = { email: person.email, password }
  const first = await (await anonymous.post('/sessions', right, key)).json()
  expect((await anonymous.post('/sessions', right, key)).headers.get('idempotency-replayed')).toBe('true')
  const refreshKey = { 'Idempotency-Key': newId() }
  const refresh = () => anonymous.post('/tokens', { refreshToken: first.refreshToken }, refreshKey)
  expect((await refresh()).status).toBe(200)

  await (await api(person)).delete(`/sessions/${first.session.id}`)
  expect((await refresh()).status).toBe(401)
  expect((await anonymous.post('/sessions', right, key)).status).toBe(401)

  const wrong = () => anonymous.post('/sessions', { ...right, password: newId() }, key)
  const statuses: number[] = []
  for (let at = 0; at < 102; at++) statuses.push((await wrong()).status)
  expect(new Set(statuses.slice(0, 90))).toEqual(new Set([422]))
  expect(statuses.at(-1)).toBe(429)
  expect((await anonymous.post('/sessions', right, key)).status).toBe(429)
  await db.$executeRaw`DELETE FROM "RateLimit" WHERE key LIKE 'idempotency-client%'`
})

test('A mailed link is invalid after a later password change', async ({ api }) => {
  const person = await createUser({ password })
  const token = await resetLink(person)
  const change = { currentPassword: password, newPassword }
  expect((await (await api(person)).put('/me/password', change)).status).toBe(204)
  expect((await (await api(null)).put(`/password-resets/${token}`, { password })).status).toBe(422)
})

test('A password typed into the address field is not stored, and a NUL character is refused like a wrong password', async ({
  api,
  server,
}) => {
  const anonymous = await api(null)
  const before = new Date()
  expect((await anonymous.post('/sessions', { email: 'my secret words', password: 'x' })).status).toBe(401)
  expect((await submitSignIn(server.baseUrl, { email: 'a\0b@example.com', password })).status).toBe(401)
  const recorded = await db.auditEvent.findMany({ where: { action: 'session.failed', at: { gte: before } } })
  expect(JSON.stringify(recorded)).not.toContain('secret words')
  expect(recorded.filter(({ detail }) => JSON.stringify(detail) === '{"malformed":true}')).toHaveLength(2)
})
