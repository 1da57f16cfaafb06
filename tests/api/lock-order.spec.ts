import { newSecret, sha256 } from '#lib/core/auth/secrets.ts'
import { db, type Tx } from '#lib/core/db/client.ts'
import { newId } from '#lib/core/db/id.ts'
import { createApiClient } from '#tests/support/api.ts'
import { waitForBlockedBackends } from '#tests/support/blocked-backends.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser, openApiSession, signIn } from '#tests/support/people.ts'
import { submitSignIn } from '#tests/support/sign-in-form.ts'

// A transaction that removes access locks the user row, then the tokens and sessions of the user. A request that starts from a token
// or a session must lock the user row first as well: the opposite order would deadlock.

const password = 'quiet lamp over rivers'

test.describe.configure({ timeout: 120_000 })

async function makeLink(link: { purpose: string; email: string; userId: string | null; payload?: object }) {
  const secret = newSecret()
  const expiresAt = new Date(Date.now() + 600_000)
  await db.verificationToken.create({ data: { id: newId(), tokenHash: sha256(secret), expiresAt, ...link } })
  return secret
}

/** Locks the user row, starts the request, and runs `next` in the same transaction once the request is blocked by that lock. */
async function whileUserIsLocked(userId: string, request: () => Promise<Response>, next: (tx: Tx) => Promise<unknown>) {
  const response = Promise.withResolvers<Response>()
  await db.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT id FROM "User" WHERE id = ${userId}::uuid FOR UPDATE`
      request().then(response.resolve, response.reject)
      await waitForBlockedBackends(tx)
      await next(tx)
    },
    { timeout: 40_000 },
  )
  return response.promise
}

test('A password reset by mailed link and a password change do not deadlock', async ({ api }) => {
  const { id, email } = await createUser({ password })
  const secret = await makeLink({ purpose: 'reset', email, userId: id })
  const anonymous = await api(null)
  const response = await whileUserIsLocked(
    id,
    () => anonymous.put(`/password-resets/${secret}`, { password: 'another lamp over rivers' }),
    (tx) => tx.verificationToken.deleteMany({ where: { userId: id, usedAt: null } }),
  )
  expect([response.status, (await response.json()).code]).toEqual([422, 'auth.link_invalid'])
})

test('Signing in again and revoking all sessions of the user do not deadlock', async ({ server }) => {
  const person = await createUser({ password })
  const end = (tx: Tx) => tx.session.updateMany({ where: { userId: person.id }, data: { revokedAt: new Date() } })
  const program = await createApiClient(server.baseUrl, await openApiSession(person))
  const byToken = () => program.post('/sessions', { email: person.email, password })
  expect((await whileUserIsLocked(person.id, byToken, end)).status).toBe(201)
  const cookie = { Cookie: (await signIn(person)).cookie }
  const byForm = () => submitSignIn(server.baseUrl, { email: person.email, password }, cookie)
  expect((await whileUserIsLocked(person.id, byForm, end)).status).toBe(200)
})

test('Of several registration links for one address used concurrently, exactly one creates the account', async ({
  startInstance,
}) => {
  const anonymous = await createApiClient(
    (await startInstance({ LEXAI_SIGNUP: 'open', LEXAI_WORKERS: '0' })).baseUrl,
    null,
  )
  const payload = { name: 'Twice' }
  for (let round = 0; round < 4; round++) {
    const email = `twice-${newId()}@example.com`
    const link = { purpose: 'registration', email, userId: null, payload }
    const links = await Promise.all(Array.from({ length: 3 }, () => makeLink(link)))
    const responses = await Promise.all(
      links.map((token) => anonymous.post('/email-verifications', { token, password })),
    )
    expect(responses.map(({ status }) => status).sort()).toEqual([204, 422, 422])
  }
})
