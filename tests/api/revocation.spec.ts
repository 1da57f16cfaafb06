import { db } from '#lib/core/db/client.ts'
import { notify } from '#lib/core/db/notifications.ts'
import { createRefreshToken } from '#lib/sessions/commands/issue-tokens.ts'
import { uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser, openApiSession, signIn } from '#tests/support/people.ts'

// LEXAI_REVOCATIONS=1000 runs the full number of rounds; `npm run bench revocation` measures the duration.
const rounds = Number(process.env.LEXAI_REVOCATIONS ?? 60)

test('A session revoked on one instance is refused on its next request to another instance', async ({
  server,
  startInstance,
  api,
}) => {
  test.setTimeout(60_000 + rounds * 200)
  const other = await startInstance({ AUTH_URL: server.baseUrl })
  const admin = await api(await openApiSession(await createUser({ role: 'admin' })))
  const person = await createUser()
  const bystander = await signIn(person)
  const getMe = (headers: Record<string, string>) => fetch(`${other.baseUrl}/api/v1/me`, { headers })
  let accepted = 0
  for (let round = 0; round < rounds; round++) {
    const kind = (['cookie', 'bearer', 'refresh'] as const)[round % 3]
    const web = kind === 'cookie' ? await signIn(person) : null
    const program = web ? null : await openApiSession(person)
    const id = web?.id ?? program?.id ?? ''
    const refreshToken = kind === 'refresh' ? await db.$transaction((tx) => createRefreshToken(tx, id, null)) : ''
    const use = () =>
      kind === 'refresh'
        ? fetch(`${other.baseUrl}/api/v1/tokens`, {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify({ refreshToken }),
          })
        : getMe(web ? { Cookie: web.cookie } : { Authorization: `Bearer ${program?.accessToken}` })
    if (kind !== 'refresh') expect((await use()).status).toBe(200)
    expect((await admin.delete(`/users/${person.id}/sessions/${id}`)).status).toBe(204)
    if ((await use()).status !== 401) accepted++
  }
  expect(accepted).toBe(0)
  expect((await getMe({ Cookie: bystander.cookie })).status).toBe(200)
})

test('Revoking a session closes its stream on another instance within a second and leaves other sessions’ streams open', async ({
  server,
  startInstance,
  api,
}) => {
  const other = await startInstance({ AUTH_URL: server.baseUrl, LEXAI_WORKERS: '0' })
  const admin = await api(await createUser({ role: 'admin' }))
  const person = await createUser({ role: 'editor' })
  const asPerson = await api(person)
  const document = await uploadPdf(asPerson, { pages: [{ lines: ['Term'] }] })
  // The stream of a document that is never settled stays open.
  await db.documentVersion.updateMany({ where: { documentId: document.id }, data: { status: 'processing' } })
  const revoked = await signIn(person)
  const bystander = await signIn(person)
  const openEvents = (cookie: string) => openStream(`${other.baseUrl}/api/v1/documents/${document.id}/events`, cookie)
  const closing = await openEvents(revoked.cookie)
  const staying = await openEvents(bystander.cookie)
  const closed = closing.readUntil(/event: close/)
  const startedAt = performance.now()
  expect((await admin.delete(`/users/${person.id}/sessions/${revoked.id}`)).status).toBe(204)
  expect(await closed).toContain('"reason":"session_revoked"')
  expect(performance.now() - startedAt).toBeLessThan(1000)
  // Notifications arrive in the order of the commits: an event sent after the revocation proves that the stream survived it.
  await db.$transaction(async (tx) => {
    await tx.documentVersion.updateMany({ where: { documentId: document.id }, data: { pageCount: 8, pagesDone: 7 } })
    await notify(tx, { type: 'document', documentId: document.id, matterIds: [document.matterId] })
  })
  const later = await staying.readUntil(/event: close|"pagesDone":7/)
  expect(later).toContain('"pagesDone":7')
  expect(later).not.toContain('event: close')
  await staying.cancel()
})

/** Opens an event stream and waits for its first chunk. `readUntil` gives the text that follows, up to a match or the end. */
async function openStream(url: string, cookie: string) {
  const response = await fetch(url, { headers: { Cookie: cookie } })
  expect(response.status).toBe(200)
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  await reader?.read()
  const readUntil = async (pattern: RegExp): Promise<string> => {
    let text = ''
    while (!pattern.test(text)) {
      const chunk = await reader?.read()
      if (!chunk || chunk.done) break
      text += chunk.value
    }
    return text
  }
  return { readUntil, cancel: () => reader?.cancel() }
}

test('Changing the password revokes all other sessions and keeps the current one', async ({ server, api }) => {
  const password = 'quiet lamp over rivers'
  const person = await createUser({ password })
  const here = await signIn(person)
  const elsewhere = [await signIn(person), await openApiSession(person)] as const
  const change = (currentPassword: string, newPassword: string) =>
    fetch(`${server.baseUrl}/api/v1/me/password`, {
      method: 'PUT',
      headers: { Cookie: here.cookie, Origin: server.baseUrl, 'Content-Type': 'application/json' },
      body: JSON.stringify({ currentPassword, newPassword }),
    })
  const wrong = await change('not this one', 'another quiet lamp')
  expect(wrong.status).toBe(422)
  expect((await wrong.json()).errors[0].pointer).toBe('/currentPassword')
  expect((await (await change(password, 'password123')).json()).errors[0]).toMatchObject({
    pointer: '/newPassword',
    code: 'password_common',
  })
  expect((await change(password, 'another quiet lamp')).status).toBe(204)
  const me = (headers: Record<string, string>) => fetch(`${server.baseUrl}/api/v1/me`, { headers })
  expect((await me({ Cookie: here.cookie })).status).toBe(200)
  expect((await me({ Cookie: elsewhere[0].cookie })).status).toBe(401)
  expect((await (await api(elsewhere[1])).get('/me')).status).toBe(401)
})

test('A user can revoke one of their sessions or all but the current one, but no session of another user', async ({
  api,
}) => {
  const person = await createUser()
  const [first, second, third] = [
    await openApiSession(person),
    await openApiSession(person),
    await openApiSession(person),
  ]
  const asFirst = await api(first)
  const stranger = await api(await createUser({ role: 'admin' }))
  expect((await stranger.delete(`/sessions/${first.id}`)).status).toBe(404)
  expect((await stranger.get(`/sessions/${first.id}`)).status).toBe(404)
  expect((await asFirst.delete('/sessions/not-an-id')).status).toBe(404)

  expect((await asFirst.delete(`/sessions/${second.id}`)).status).toBe(204)
  expect((await asFirst.delete(`/sessions/${second.id}`)).status).toBe(204)
  expect((await (await api(second)).get('/me')).status).toBe(401)
  expect((await asFirst.delete('/sessions')).status).toBe(204)
  expect((await (await api(third)).get('/me')).status).toBe(401)
  const { items } = await (await asFirst.get('/sessions')).json()
  expect(items.map(({ id, current }: { id: string; current: boolean }) => [id, current])).toEqual([[first.id, true]])
})

test('A session ends at its idle and its absolute expiry, and a request extends only the idle one', async ({ api }) => {
  const person = await createUser()
  const session = await openApiSession(person)
  const program = await api(session)
  const set = (sql: string) => db.$executeRawUnsafe(`UPDATE "Session" SET ${sql} WHERE id = '${session.id}'::uuid`)
  const read = () => db.session.findUniqueOrThrow({ where: { id: session.id } })

  await set(`"lastSeenAt" = now() - interval '2 minutes', "expiresAt" = now() + interval '1 hour'`)
  const before = await read()
  const statuses = await Promise.all(Array.from({ length: 20 }, () => program.get('/me').then(({ status }) => status)))
  expect(new Set(statuses)).toEqual(new Set([200]))
  await expect.poll(async () => (await read()).lastSeenAt > before.lastSeenAt).toBe(true)
  const touched = await read()
  expect(touched.expiresAt.getTime()).toBeGreaterThan(Date.now() + 29 * 24 * 3_600_000)
  expect(touched.absoluteExpiresAt).toEqual(before.absoluteExpiresAt)
  const version = () =>
    db.$queryRaw<{ xmin: string }[]>`SELECT xmin::text FROM "Session" WHERE id = ${session.id}::uuid`
  const [{ xmin } = { xmin: '' }] = await version()
  for (let request = 0; request < 20; request++) await program.get('/me')
  expect(await version()).toEqual([{ xmin }])

  await set(`"expiresAt" = now() - interval '1 second'`)
  expect((await (await program.get('/me')).json()).detail).toBe('This session was not used for too long.')
  await set(`"expiresAt" = now() + interval '1 hour', "absoluteExpiresAt" = now() - interval '1 second'`)
  expect((await program.get('/me')).status).toBe(401)
})
