import { db } from '#lib/core/db/client.ts'
import type { Api } from '#tests/support/api.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser, openApiSession } from '#tests/support/people.ts'
import { submitSignIn } from '#tests/support/sign-in-form.ts'

const password = 'quiet lamp over rivers'

async function change(admin: Api, id: string, body: object): Promise<Response> {
  const etag = (await admin.get(`/users/${id}`)).headers.get('etag') ?? ''
  return admin.patch(`/users/${id}`, body, { 'If-Match': etag })
}

const badPasswords = {
  short: 'too_short',
  ['x'.repeat(257)]: 'too_long',
  password1: 'password_common',
  ['ab'.repeat(20)]: 'password_common',
}

test('An invited user sets a password with the link, which works once', async ({ api, server }) => {
  const admin = await api(await createUser({ role: 'admin' }))
  const email = `Invited-${Date.now()}@Example.com`
  const created = await admin.post('/users', { email, name: 'Ina Vited', role: 'viewer' })
  expect(created.status).toBe(201)
  const user = await created.json()
  expect(user).toMatchObject({ email: email.toLowerCase(), role: 'viewer', status: 'active', invited: true })
  expect(created.headers.get('location')).toBe(`/api/v1/users/${user.id}`)
  expect(user.inviteUrl).toMatch(new RegExp(`^${server.baseUrl}/invite/[\\w-]{43}$`))
  expect(await (await admin.get(`/users/${user.id}`)).json()).not.toHaveProperty('inviteUrl')

  const token = user.inviteUrl.split('/').at(-1)
  const anonymous = await api(null)
  for (const [bad, code] of Object.entries(badPasswords)) {
    const refused = await anonymous.put(`/password-resets/${token}`, { password: bad })
    expect([refused.status, (await refused.json()).errors]).toMatchObject([422, [{ pointer: '/password', code }]])
  }
  expect((await anonymous.put(`/password-resets/${token}`, { password })).status).toBe(204)
  const again = await anonymous.put(`/password-resets/${token}`, { password: 'another quiet lamp' })
  expect(again.status).toBe(422)
  expect((await again.json()).code).toBe('auth.link_invalid')
  expect((await submitSignIn(server.baseUrl, { email, password })).status).toBe(200)
})

test('A user created with a password can sign in and has a personal matter, and a second user with the address is refused', async ({
  api,
  server,
}) => {
  const admin = await api(await createUser({ role: 'admin' }))
  const email = `made-${Date.now()}@example.com`
  const input = { email, name: 'Ma De', role: 'editor', password }
  const created = await admin.post('/users', input)
  expect(await created.json()).toMatchObject({ inviteUrl: null, invited: false })
  const duplicate = await admin.post('/users', { ...input, email: email.toUpperCase() })
  expect([duplicate.status, (await duplicate.json()).code]).toEqual([409, 'user.email_taken'])
  expect((await submitSignIn(server.baseUrl, { email, password })).status).toBe(200)
  const { personalMatter } = await db.user.findUniqueOrThrow({ where: { email }, include: { personalMatter: true } })
  expect(personalMatter).not.toBeNull()
})

test('Invalid input is refused with a JSON Pointer', async ({ api }) => {
  const admin = await api(await createUser({ role: 'admin' }))
  const pointers = async (body: object) => {
    const response = await admin.post('/users', body)
    expect(response.status).toBe(422)
    return (await response.json()).errors.map(({ pointer }: { pointer: string }) => pointer)
  }
  const good = { email: 'x@example.com', name: 'X', role: 'viewer' }
  expect(await pointers({ ...good, email: 'x@', role: 'owner' })).toEqual(['/email', '/role'])
  expect(await pointers({ ...good, password: 'Password1' })).toEqual(['/password'])
  expect(await pointers({ ...good, isAdmin: true })).toEqual(['/isAdmin'])
})

test('A changed role applies to the next request, and disabling a user ends every session', async ({ api, server }) => {
  const admin = await api(await createUser({ role: 'admin' }))
  const person = await createUser({ role: 'viewer', password })
  const program = await api(await openApiSession(person))
  expect((await program.get('/users')).status).toBe(403)
  expect((await change(admin, person.id, { role: 'admin' })).status).toBe(200)
  expect((await program.get('/users')).status).toBe(200)
  expect((await change(admin, person.id, { role: 'viewer' })).status).toBe(200)
  expect((await program.get('/users')).status).toBe(403)
  expect((await change(admin, person.id, { status: 'disabled' })).status).toBe(200)
  expect((await program.get('/me')).status).toBe(401)
  expect((await submitSignIn(server.baseUrl, { email: person.email, password })).status).toBe(401)
})

test('Changing a user requires the current ETag', async ({ api }) => {
  const admin = await api(await createUser({ role: 'admin' }))
  const { id } = await createUser()
  expect((await admin.patch(`/users/${id}`, { name: 'New' })).status).toBe(428)
  const etag = (await admin.get(`/users/${id}`)).headers.get('etag') ?? ''
  const both = ['One', 'Two'].map((name) => admin.patch(`/users/${id}`, { name }, { 'If-Match': etag }))
  expect((await Promise.all(both)).map(({ status }) => status).sort()).toEqual([200, 412])
})

test('The last administrator cannot be demoted, also when two are demoted concurrently', async ({
  startInstance,
  server,
  api,
}) => {
  test.setTimeout(60_000)
  const others = { role: 'admin', status: 'active' }
  const before = await db.user.findMany({ where: others, select: { id: true } })
  await db.user.updateMany({ where: others, data: { role: 'editor' } })
  const instance = await startInstance({ AUTH_URL: server.baseUrl })
  try {
    for (let round = 0; round < 3; round++) {
      const ada = await createUser({ role: 'admin', password })
      const bob = await createUser({ role: 'admin', password })
      const [asAda, asBob] = [await api(ada), await api(bob, instance)]
      // An invited administrator cannot sign in yet and does not count as the last one.
      await createUser({ role: 'admin' })
      const responses = await Promise.all([
        change(asAda, bob.id, { role: 'viewer' }),
        change(asBob, ada.id, { status: 'disabled' }),
      ])
      expect(responses.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1)
      const left = await db.user.findMany({ where: { ...others, password: { isNot: null } }, select: { id: true } })
      expect(left).toHaveLength(1)
      const last = left[0]?.id === ada.id ? asAda : asBob
      for (const body of [{ role: 'editor' }, { status: 'disabled' }]) {
        const response = await change(last, left[0]?.id ?? '', body)
        expect([response.status, (await response.json()).code]).toEqual([409, 'user.last_admin'])
      }
      await db.user.updateMany({ where: others, data: { role: 'editor' } })
    }
  } finally {
    await db.user.updateMany({ where: { id: { in: before.map(({ id }) => id) } }, data: { role: 'admin' } })
  }
})

test('The user list can be searched, and its pagination returns each user once', async ({ api }) => {
  const admin = await api(await createUser({ role: 'admin' }))
  const prefix = `Zed${Date.now()}`
  for (let at = 0; at < 5; at++) await createUser({ name: `${prefix} ${at}`, role: at < 2 ? 'viewer' : 'editor' })
  const names: string[] = []
  let path: string | null = `/users?q=${prefix.toLowerCase()}&limit=2`
  while (path) {
    const response: Response = await admin.get(path)
    const { items, nextCursor } = await response.json()
    names.push(...items.map(({ name }: { name: string }) => name))
    path = nextCursor ? `/users?q=${prefix.toLowerCase()}&limit=2&cursor=${nextCursor}` : null
  }
  expect(names).toEqual([4, 3, 2, 1, 0].map((at) => `${prefix} ${at}`))
  const { items } = await (await admin.get(`/users?q=${prefix}&role=viewer`)).json()
  expect(items).toHaveLength(2)
  expect((await admin.get('/users?limit=0')).status).toBe(422)
  expect((await admin.get('/users?cursor=x')).status).toBe(400)
  expect((await admin.get('/users/not-an-id')).status).toBe(404)
})

test('Inviting a pending user again invalidates the previous link', async ({ api }) => {
  const [admin, anonymous] = [await api(await createUser({ role: 'admin' })), await api(null)]
  const email = `again-${Date.now()}@example.com`
  const invited = await (await admin.post('/users', { email, name: 'Late Comer', role: 'viewer' })).json()
  const again = await admin.post(`/users/${invited.id}/invitations`)
  expect(again.status).toBe(201)
  const { inviteUrl } = await again.json()
  const choose = (url: string) =>
    anonymous.put(`/password-resets/${url.split('/').at(-1)}`, { password: 'quiet lamp over rivers' })
  expect((await choose(invited.inviteUrl)).status).toBe(422)
  expect((await choose(inviteUrl)).status).toBe(204)
  const late = await admin.post(`/users/${invited.id}/invitations`)
  expect([late.status, (await late.json()).code]).toEqual([409, 'user.not_invited'])
  expect((await admin.post('/users/01a21537-85f4-7a2f-a4d8-de563deae30f/invitations')).status).toBe(404)
  expect((await (await api(await createUser())).post(`/users/${invited.id}/invitations`)).status).toBe(403)
})

test('Disabling an account revokes its API keys permanently', async ({ api }) => {
  const admin = await api(await createUser({ role: 'admin' }))
  const person = await createUser()
  const made = await (await api(person)).post('/api-keys', { name: 'a script', scopes: ['documents:read'] })
  const { key } = await made.json()
  const asKey = await api({ accessToken: key })
  expect((await asKey.get('/documents')).status).toBe(200)
  for (const status of ['disabled', 'active']) {
    expect((await admin.patch(`/users/${person.id}`, { status }, { 'If-Match': '*' })).status).toBe(200)
    expect((await asKey.get('/documents')).status, status).toBe(401)
  }
})

test('A name cannot contain line breaks, and LIKE wildcards are searched literally', async ({ api }) => {
  const admin = await api(await createUser({ role: 'admin' }))
  const name = 'Ada\n\nYour account is locked. Follow https://evil.example'
  const made = await admin.post('/users', { email: `lines-${Date.now()}@example.com`, name, role: 'viewer' })
  expect((await made.json()).errors).toEqual([expect.objectContaining({ pointer: '/name' })])
  for (const q of ['%%', '__'])
    expect((await (await admin.get(`/users?q=${encodeURIComponent(q)}`)).json()).items).toEqual([])
})
