import { authenticate } from '#lib/core/auth/authenticate.ts'
import { db, pool } from '#lib/core/db/client.ts'
import { env } from '#lib/core/env.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser, openApiSession, signIn } from '#tests/support/people.ts'

const caller = { requestId: 'test', ip: '127.0.0.1', userAgent: null }

test('Authenticating a request takes one SQL statement for every kind of credential', async ({ api }) => {
  const person = await createUser({ role: 'admin' })
  const { cookie } = await signIn(person)
  const { accessToken } = await openApiSession(person)
  const { key } = await (await (await api(person)).post('/api-keys', { name: 'k', scopes: ['documents:read'] })).json()
  const credentials: Record<string, string>[] = [
    { cookie },
    { authorization: `Bearer ${accessToken}` },
    { authorization: `Bearer ${key}` },
  ]
  for (const headers of credentials) {
    const request = () => authenticate(new Request(env.publicOrigin, { headers }), caller)
    // The first access token loads the signing keys, and the first use of an API key is recorded.
    expect((await request())?.userId).toBe(person.id)
    if (headers.authorization?.includes(key)) await expect.poll(() => isUseRecorded(person.id)).toBe(true)
    await expect.poll(() => pool.totalCount - pool.idleCount).toBe(0)
    let statements = 0
    const count = () => statements++
    pool.on('acquire', count)
    await request()
    pool.off('acquire', count)
    expect(statements, JSON.stringify(headers).slice(0, 30)).toBe(1)
  }
})

async function isUseRecorded(userId: string): Promise<boolean> {
  return (await db.apiKey.count({ where: { userId, lastUsedAt: { not: null } } })) > 0
}

test('A request without a credential takes no SQL statement to authenticate', async ({ server: _server }) => {
  let statements = 0
  const count = () => statements++
  pool.on('acquire', count)
  expect(await authenticate(new Request(env.publicOrigin), caller)).toBeNull()
  const headers = { cookie: 'lexai.session=forged' }
  await expect(authenticate(new Request(env.publicOrigin, { headers }), caller)).rejects.toThrow()
  pool.off('acquire', count)
  expect(statements).toBe(0)
})
