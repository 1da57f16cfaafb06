import { db } from '#lib/core/db/client.ts'
import type { Api } from '#tests/support/api.ts'
import { createMatter } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser } from '#tests/support/people.ts'

type Member = { userId: string; name: string; email: string; role: string }

async function membersOf(api: Api, matterId: string): Promise<Member[]> {
  return (await (await api.get(`/matters/${matterId}/members`)).json()).items
}

test('Members can be added, given another role, and removed', async ({ api }) => {
  const [owner, bob] = [await createUser(), await createUser({ name: 'Bob Byrne' })]
  const ada = await api(owner)
  const { id } = await createMatter(ada)
  const path = `/matters/${id}/members/${bob.id}`
  const added = await ada.put(path, { role: 'viewer' })
  expect(added.status).toBe(201)
  expect(added.headers.get('location')).toBe(`/api/v1${path}`)
  expect(await added.json()).toMatchObject({ userId: bob.id, name: 'Bob Byrne', email: bob.email, role: 'viewer' })
  const changed = await ada.put(path, { role: 'editor' })
  expect([changed.status, (await changed.json()).role]).toEqual([200, 'editor'])
  expect((await membersOf(await api(bob), id)).map(({ role }) => role)).toEqual(['owner', 'editor'])
  expect((await ada.delete(path)).status).toBe(204)
  expect((await ada.delete(path)).status).toBe(404)
  expect((await (await api(bob)).get(`/matters/${id}/members`)).status).toBe(404)
  const events = await db.auditEvent.findMany({ where: { targetId: id }, orderBy: { at: 'asc' } })
  expect(events.map(({ action }) => action)).toEqual(['matter.created', 'member.set', 'member.set', 'member.removed'])
})

test('Members are listed with keyset pagination', async ({ api }) => {
  const ada = await api(await createUser())
  const { id } = await createMatter(ada)
  for (let index = 0; index < 4; index++) {
    await ada.put(`/matters/${id}/members/${(await createUser()).id}`, { role: 'viewer' })
  }
  const seen: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = await (await ada.get(`/matters/${id}/members?limit=2${cursor && `&cursor=${cursor}`}`)).json()
    seen.push(...page.items.map(({ userId }: Member) => userId))
    cursor = page.nextCursor
  }
  expect([seen.length, new Set(seen).size]).toEqual([5, 5])
})

test('Only owners of the matter and administrators can manage members', async ({ api }) => {
  const [ada, bob, carol] = [await createUser(), await createUser(), await createUser()]
  const owner = await api(ada)
  const { id } = await createMatter(owner)
  const path = `/matters/${id}/members`
  for (const role of ['viewer', 'editor']) {
    await owner.put(`${path}/${bob.id}`, { role })
    const member = await api(bob)
    expect((await member.put(`${path}/${carol.id}`, { role: 'viewer' })).status).toBe(403)
    expect((await member.put(`${path}/${bob.id}`, { role: 'owner' })).status).toBe(403)
    expect((await member.delete(`${path}/${ada.id}`)).status).toBe(403)
  }
  expect((await (await api(carol)).put(`${path}/${carol.id}`, { role: 'owner' })).status).toBe(404)
  expect((await (await api(carol)).delete(`${path}/${bob.id}`)).status).toBe(404)
  expect((await (await api(null)).get(path)).status).toBe(401)
  const admin = await api(await createUser({ role: 'admin' }))
  expect((await admin.put(`${path}/${carol.id}`, { role: 'owner' })).status).toBe(201)
  expect((await admin.delete(`${path}/${ada.id}`)).status).toBe(204)
})

test('An owner whose account role is viewer cannot manage members but can leave', async ({ api }) => {
  const owner = await api(await createUser())
  const reader = await createUser({ role: 'viewer' })
  const { id } = await createMatter(owner)
  await owner.put(`/matters/${id}/members/${reader.id}`, { role: 'owner' })
  const viewer = await api(reader)
  expect((await viewer.put(`/matters/${id}/members/${reader.id}`, { role: 'viewer' })).status).toBe(403)
  expect((await viewer.patch(`/matters/${id}`, { name: 'x' }, { 'If-Match': '*' })).status).toBe(403)
  expect((await viewer.delete(`/matters/${id}/members/${reader.id}`)).status).toBe(204)
})

test('The last owner can be neither removed nor given another role', async ({ api }) => {
  const [ada, bob] = [await createUser(), await createUser()]
  const owner = await api(ada)
  const { id } = await createMatter(owner)
  const path = `/matters/${id}/members`
  for (const response of [
    await owner.delete(`${path}/${ada.id}`),
    await owner.put(`${path}/${ada.id}`, { role: 'viewer' }),
  ]) {
    expect([response.status, (await response.json()).code]).toEqual([409, 'matter.last_owner'])
  }
  const admin = await api(await createUser({ role: 'admin' }))
  for (let round = 0; round < 5; round++) {
    for (const user of [ada, bob]) await admin.put(`${path}/${user.id}`, { role: 'owner' })
    const responses = await Promise.all([
      admin.delete(`${path}/${ada.id}`),
      admin.put(`${path}/${bob.id}`, { role: 'viewer' }),
    ])
    expect(responses.map(({ status }) => status).sort()).toEqual([expect.any(Number), 409])
    expect((await membersOf(admin, id)).filter(({ role }) => role === 'owner')).toHaveLength(1)
  }
})

test('An unknown or inactive user cannot be added', async ({ api }) => {
  const ada = await api(await createUser())
  const gone = await createUser()
  await db.user.update({ where: { id: gone.id }, data: { status: 'disabled' } })
  const { id } = await createMatter(ada)
  for (const userId of [gone.id, 'not-an-id', '01900000-0000-7000-8000-000000000000']) {
    expect((await ada.put(`/matters/${id}/members/${userId}`, { role: 'viewer' })).status).toBe(404)
  }
  expect((await ada.put(`/matters/${id}/members/${gone.id}`, { role: 'boss' })).status).toBe(422)
})
