import { expect, test } from '#tests/support/fixtures.ts'
import { createUser } from '#tests/support/people.ts'

test('Adding the sample contracts twice creates three documents', async ({ api }) => {
  const ada = await api(await createUser())
  const first = await (await ada.post('/documents/samples', {})).json()
  const second = await (await ada.post('/documents/samples', { matterId: null })).json()
  expect(first.items).toHaveLength(3)
  expect(second.items.map(({ id }: { id: string }) => id)).toEqual(first.items.map(({ id }: { id: string }) => id))
  expect((await (await api(await createUser({ role: 'viewer' }))).post('/documents/samples', {})).status).toBe(403)
})

test('Concurrent requests for the sample contracts create three documents', async ({ api }) => {
  const ada = await api(await createUser())
  const responses = await Promise.all(Array.from({ length: 5 }, () => ada.post('/documents/samples', {})))
  expect(responses.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  expect((await (await ada.get('/documents')).json()).items).toHaveLength(3)
})
