import { expect, test } from '#tests/support/fixtures.ts'
import { createUser } from '#tests/support/people.ts'

test('PATCH /me changes only the given fields and stores a telephone number as E.164', async ({ api }) => {
  const person = await createUser({ role: 'viewer' })
  const me = await api(person)
  const first = await me.get('/me')
  expect(await first.json()).toEqual({
    ...{ id: person.id, email: person.email, name: person.name, phone: null, role: 'viewer' },
    permissions: ['documents:read', 'questions:ask'],
  })
  const etag = first.headers.get('etag') ?? ''
  const patched = await me.patch('/me', { phone: '+44 20 7946 0018' }, { 'If-Match': etag })
  expect(await patched.json()).toMatchObject({ phone: '+442079460018', name: person.name })
  expect((await me.patch('/me', { name: 'X' }, { 'If-Match': etag })).status).toBe(412)
  const renamed = await me.patch('/me', { name: 'Ada' }, { 'If-Match': patched.headers.get('etag') ?? '' })
  expect(await renamed.json()).toMatchObject({ phone: '+442079460018', name: 'Ada' })
  const cleared = await me.patch('/me', { phone: null }, { 'If-Match': renamed.headers.get('etag') ?? '' })
  expect(await cleared.json()).toMatchObject({ phone: null, name: 'Ada' })
})

test('PATCH /me is refused without a session, with invalid values, and for fields the user may not set', async ({
  api,
}) => {
  const anonymous = await api(null)
  const response = await anonymous.get('/me')
  expect(response.status).toBe(401)
  expect(response.headers.get('www-authenticate')).toBe('Bearer realm="lexai"')
  const me = await api(await createUser())
  const etag = (await me.get('/me')).headers.get('etag') ?? ''
  const bad = [
    { phone: '0660 1234567' },
    { phone: '+1 555' },
    { name: '' },
    { name: ' ' },
    { role: 'admin' },
    { email: 'x@example.com' },
  ]
  for (const body of bad) {
    expect((await me.patch('/me', body, { 'If-Match': etag })).status, JSON.stringify(body)).toBe(422)
  }
  expect((await me.patch('/me', { name: 'X' })).status).toBe(428)
})
