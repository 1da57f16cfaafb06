import { db } from '#lib/core/db/client.ts'
import { createMatter, uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser } from '#tests/support/people.ts'

type Matter = { id: string; name: string; role: string | null; isPersonal: boolean; documentCount: number | null }

const bytes = new Uint8Array(Buffer.from('%PDF-1.7 of a matter'))

test('Every user has a personal matter that only they can see', async ({ api }) => {
  const [person, other] = [await createUser(), await createUser()]
  const ada = await api(person)
  const { items } = (await (await ada.get('/matters')).json()) as { items: Matter[] }
  expect(items).toMatchObject([{ id: person.personalMatterId, isPersonal: true, role: 'owner', documentCount: 0 }])
  const path = `/matters/${person.personalMatterId}`
  for (const response of [
    await ada.delete(path),
    await ada.put(`${path}/members/${other.id}`, { role: 'viewer' }),
    await ada.delete(`${path}/members/${person.id}`),
  ]) {
    expect([response.status, (await response.json()).code]).toEqual([409, 'matter.personal'])
  }
  const admin = await api(await createUser({ role: 'admin' }))
  expect((await admin.get(path)).status).toBe(404)
  expect((await admin.put(`${path}/members/${other.id}`, { role: 'owner' })).status).toBe(404)
})

test('A missing personal matter is created when it is needed', async ({ api }) => {
  const person = await createUser()
  await db.matter.delete({ where: { id: person.personalMatterId } })
  const ada = await api(person)
  const [one, two] = await Promise.all([uploadPdf(ada, { bytes, wait: false }), uploadPdf(ada, { bytes, wait: false })])
  expect(one.matterId).toBe(two.matterId)
})

test('A matter can be created, read, renamed and deleted', async ({ api }) => {
  const ada = await api(await createUser())
  const made = await ada.post('/matters', { name: ' Mill Lane ', reference: '2026/14' })
  expect(made.status).toBe(201)
  const matter = (await made.json()) as Matter
  expect(matter).toMatchObject({ name: 'Mill Lane', reference: '2026/14', role: 'owner', memberCount: 1 })
  const path = `/matters/${matter.id}`
  expect(made.headers.get('location')).toBe(`/api/v1${path}`)
  const read = await ada.get(path)
  const etag = read.headers.get('etag') ?? ''
  expect(await read.json()).toEqual(matter)
  expect((await ada.patch(path, { name: 'x' })).status).toBe(428)
  const same = await ada.patch(path, { name: 'Mill Lane' }, { 'If-Match': etag })
  expect([same.status, same.headers.get('etag')], 'an unchanged value keeps the ETag').toEqual([200, etag])
  const responses = await Promise.all(
    ['a', 'b', 'c', 'd'].map((name) => ada.patch(path, { name, reference: null }, { 'If-Match': etag })),
  )
  expect(responses.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412])
  expect(await (await ada.get(path)).json()).toMatchObject({ reference: null })
  expect((await ada.delete(path, { 'If-Match': etag })).status).toBe(412)
  expect((await ada.delete(path)).status).toBe(204)
  expect((await ada.delete(path)).status).toBe(404)
})

test('A matter that contains documents, also in the trash, cannot be deleted', async ({ api }) => {
  const ada = await api(await createUser())
  const matter = await createMatter(ada)
  const { id } = await uploadPdf(ada, { bytes, matterId: matter.id, wait: false })
  const refusal = async () => (await (await ada.delete(`/matters/${matter.id}`)).json()).code
  expect(await refusal()).toBe('matter.not_empty')
  expect((await (await ada.get(`/matters/${matter.id}`)).json()).documentCount).toBe(1)
  await ada.delete(`/documents/${id}`)
  expect((await (await ada.get(`/matters/${matter.id}`)).json()).documentCount).toBe(0)
  expect(await refusal()).toBe('matter.not_empty')
})

test('Of a concurrent upload and the deletion of its matter exactly one succeeds', async ({ api }) => {
  const ada = await api(await createUser())
  for (let round = 0; round < 5; round++) {
    const matter = await createMatter(ada)
    const form = new FormData()
    form.append('matterId', matter.id)
    form.append('file', new Blob([bytes]), 'a.pdf')
    const [upload, removal] = await Promise.all([ada.post('/documents', form), ada.delete(`/matters/${matter.id}`)])
    expect([`${upload.status} ${removal.status}`]).toEqual([expect.stringMatching(/^(201 409|422 204)$/)])
  }
})

test('Invalid values are refused with a JSON Pointer', async ({ api }) => {
  const ada = await api(await createUser())
  for (const body of [{}, { name: ' ' }, { name: 'x'.repeat(201) }, { name: 'x', colour: 'red' }, []]) {
    expect((await ada.post('/matters', body)).status).toBe(422)
  }
  expect((await ada.get('/matters?limit=0')).status).toBe(422)
  expect((await ada.get('/matters?cursor=x')).status).toBe(400)
  expect((await ada.get('/matters/not-an-id')).status).toBe(404)
})

test('The list contains the user’s own matters with keyset pagination', async ({ api }) => {
  const ada = await api(await createUser())
  for (const name of ['a', 'b', 'c']) await createMatter(ada, name)
  const first = await (await ada.get('/matters?limit=3')).json()
  const rest = await (await ada.get(`/matters?limit=3&cursor=${first.nextCursor}`)).json()
  expect([...first.items, ...rest.items].map(({ name }: Matter) => name)).toEqual(['Personal', 'a', 'b', 'c'])
  expect(rest.nextCursor).toBeNull()
})

test('An administrator can list all shared matters, but cannot read their documents without membership', async ({
  api,
}) => {
  const owner = await api(await createUser())
  const matter = await createMatter(owner, 'Restricted')
  const { id } = await uploadPdf(owner, { bytes, matterId: matter.id, wait: false })
  const person = await createUser({ role: 'admin' })
  const admin = await api(person)
  const all = await (await admin.get('/matters?scope=all&limit=200')).json()
  const seen = all.items.find((item: Matter) => item.id === matter.id)
  expect(seen).toMatchObject({ name: 'Restricted', role: null, documentCount: null })
  expect(all.items.filter((item: Matter) => item.isPersonal).map((item: Matter) => item.id)).toEqual([
    person.personalMatterId,
  ])
  const own = await (await admin.get('/matters')).json()
  expect(own.items).toHaveLength(1)
  expect((await admin.get(`/documents/${id}`)).status).toBe(404)
  expect((await admin.patch(`/matters/${matter.id}`, { name: 'Mine' }, { 'If-Match': '*' })).status).toBe(403)
  expect((await owner.get('/matters?scope=all')).status).toBe(403)
  await admin.put(`/matters/${matter.id}/members/${person.id}`, { role: 'viewer' })
  expect((await admin.get(`/documents/${id}`)).status).toBe(200)
})

test('Matters return 401 without a session, 403 to a viewer who creates one, and 404 to a user without access', async ({
  api,
}) => {
  const matter = await createMatter(await api(await createUser()))
  const anonymous = await api(null)
  expect((await anonymous.get('/matters')).status).toBe(401)
  expect((await anonymous.post('/matters', { name: 'x' })).status).toBe(401)
  const viewer = await api(await createUser({ role: 'viewer' }))
  expect((await viewer.post('/matters', { name: 'x' })).status).toBe(403)
  const stranger = await api(await createUser())
  expect((await stranger.get(`/matters/${matter.id}`)).status).toBe(404)
  expect((await stranger.patch(`/matters/${matter.id}`, { name: 'x' }, { 'If-Match': '*' })).status).toBe(404)
  expect((await stranger.delete(`/matters/${matter.id}`)).status).toBe(404)
})
