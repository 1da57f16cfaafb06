import { db } from '#lib/core/db/client.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser, signIn } from '#tests/support/people.ts'
import { sessionCookieOf, submitSignIn } from '#tests/support/sign-in-form.ts'

const password = 'a password that stands nowhere'

/** All rows of all tables, the job queue included, as one text. */
async function dump(): Promise<string> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`
  const parts: string[] = []
  for (const { name } of tables) {
    const rows = await db.$queryRawUnsafe<{ row: string }[]>(`SELECT t::text AS row FROM ${name} t`)
    parts.push(name, ...rows.map(({ row }) => row))
  }
  return parts.join('\n')
}

test('A database dump contains no usable secret', async ({ server, api, startInstance }) => {
  test.setTimeout(60_000)
  // It runs no jobs, so that mail jobs are in the dump.
  const idle = await startInstance({ AUTH_URL: server.baseUrl, LEXAI_SIGNUP: 'open', LEXAI_WORKERS: '0' })
  const person = await createUser({ role: 'admin', password })
  const web = sessionCookieOf(await submitSignIn(server.baseUrl, { email: person.email, password })) ?? ''
  const claims = JSON.parse(Buffer.from(web.split('.')[2] ?? '', 'base64url').toString())
  const anonymous = await api(null, idle)
  const idempotent = (what: string) => ({ 'Idempotency-Key': `${what} ${person.id}` })
  const signedIn = await (
    await anonymous.post('/sessions', { email: person.email, password }, idempotent('sessions'))
  ).json()
  const refreshed = await (
    await anonymous.post('/tokens', { refreshToken: signedIn.refreshToken }, idempotent('tokens'))
  ).json()
  const asPerson = await api({ accessToken: signedIn.accessToken }, idle)
  const { key: apiKey } = await (
    await asPerson.post('/api-keys', { name: 'k', scopes: ['documents:read'] }, idempotent('keys'))
  ).json()
  const invited = { email: `${person.id}-x@example.com`, name: 'X', role: 'viewer' }
  const { inviteUrl } = await (await asPerson.post('/users', invited, idempotent('users'))).json()
  await anonymous.post('/registrations', {
    email: `${person.id}-y@example.com`,
    password: 'another secret password',
    name: 'Y',
  })
  await anonymous.post('/password-resets', { email: person.email })

  const secrets = {
    password,
    registered: 'another secret password',
    sessionSecret: claims.secret,
    cookie: web.split('=')[1],
    accessToken: signedIn.accessToken,
    refreshToken: signedIn.refreshToken,
    nextRefreshToken: refreshed.refreshToken,
    apiKey,
    invitation: inviteUrl.split('/').at(-1),
    privateKey: 'PRIVATE KEY',
  }
  const text = await dump()
  expect(text).toContain(person.email)
  for (const [name, secret] of Object.entries(secrets)) {
    expect(secret, name).toBeTruthy()
    const forms = [secret, Buffer.from(secret).toString('hex'), Buffer.from(secret).toString('base64')]
    for (const form of forms) expect(text.includes(form), name).toBe(false)
  }
})

test('No page, job payload or response contains a session token or a hash', async ({ server, api }) => {
  const person = await createUser({ role: 'admin', password })
  const session = await signIn(person)
  const { hash } = await db.passwordCredential.findUniqueOrThrow({ where: { userId: person.id } })
  const row = await db.session.findUniqueOrThrow({ where: { id: session.id } })
  const { secret } = JSON.parse(Buffer.from(session.cookieValue.split('.')[1] ?? '', 'base64url').toString())
  const secretHash = Buffer.from(row.secretHash ?? [])
  const secrets = [session.cookieValue, secret, hash, secretHash.toString('hex'), secretHash.toString('base64')]
  const pages = ['/', '/library', '/search', '/settings/profile', '/settings/sessions', '/settings/keys']
  const paths = ['/admin/people', '/admin/sessions', '/admin/audit', '/developers', '/sign-in']
  const payloads: Record<string, string>[] = [{}, { RSC: '1' }]
  for (const path of [...pages, ...paths]) {
    for (const headers of payloads) {
      const response = await fetch(`${server.baseUrl}${path}`, { headers: { Cookie: session.cookie, ...headers } })
      expect(response.status, path).toBeLessThan(400)
      const text = `${JSON.stringify([...response.headers])}${await response.text()}`
      for (const secret of secrets) expect(text.includes(secret), `${path} ${JSON.stringify(headers)}`).toBe(false)
    }
  }
  const asPerson = await api(person)
  const routes = [
    '/me',
    '/sessions',
    '/users',
    `/users/${person.id}`,
    `/users/${person.id}/sessions`,
    '/api-keys',
    '/audit-events',
  ]
  for (const path of routes) {
    const text = await (await asPerson.get(path)).text()
    for (const secret of secrets) expect(text.includes(secret), path).toBe(false)
    expect(text, path).not.toMatch(/\$2[aby]\$/)
  }
})
