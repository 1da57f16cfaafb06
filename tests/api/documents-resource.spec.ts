import { db } from '#lib/core/db/client.ts'
import type { Api } from '#tests/support/api.ts'
import { createMatter, uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { makePdf } from '#tests/support/made-pdf.ts'
import { createUser } from '#tests/support/people.ts'

let made = 0
/** Uploads a unique file without waiting for its processing. Gives the id. */
async function store(api: Api, more: Partial<Parameters<typeof uploadPdf>[1]> = {}): Promise<string> {
  const bytes = new Uint8Array(Buffer.from(`%PDF-1.7 ${process.pid} ${made++}`))
  return (await uploadPdf(api, { bytes, wait: false, ...more })).id
}

async function tagOf(api: Api, id: string): Promise<string> {
  return (await api.get(`/documents/${id}`)).headers.get('etag') ?? ''
}

/** The part of the ETag before the digest, which does not change with processing progress. */
function revisionIn({ headers }: Response): string | undefined {
  return headers.get('etag')?.split('-')[0]
}

test('A document can be read, renamed and tagged with If-Match, and its ETag changes with it', async ({ api }) => {
  const ada = await api(await createUser())
  const id = await store(ada, { tags: ['a', 'b'] })
  const before = await tagOf(ada, id)
  expect((await ada.patch(`/documents/${id}`, { title: 'New' })).status).toBe(428)
  const changed = await ada.patch(`/documents/${id}`, { title: ' New ', tags: ['c', 'c'] }, { 'If-Match': before })
  expect(await changed.json()).toMatchObject({ id, title: 'New', tags: ['c'] })
  expect(changed.headers.get('etag')).toBe(await tagOf(ada, id))
  expect((await ada.patch(`/documents/${id}`, { title: 'Late' }, { 'If-Match': before })).status).toBe(412)
  const weak = `W/${await tagOf(ada, id)}`
  expect((await ada.patch(`/documents/${id}`, { title: 'Weak' }, { 'If-Match': weak })).status).toBe(412)
  const same = await ada.patch(`/documents/${id}`, { title: 'New', tags: ['c'] }, { 'If-Match': '*' })
  expect(revisionIn(same), 'an unchanged value keeps the revision').toBe(revisionIn(changed))
  const cleared = await ada.patch(`/documents/${id}`, { tags: null }, { 'If-Match': '*' })
  expect((await cleared.json()).tags).toEqual([])
})

test('Of concurrent changes with one ETag exactly one succeeds', async ({ api }) => {
  const ada = await api(await createUser())
  const id = await store(ada)
  const etag = await tagOf(ada, id)
  const responses = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      ada.patch(`/documents/${id}`, { title: `T${index}` }, { 'If-Match': etag }),
    ),
  )
  expect(responses.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(412)])
})

test('Invalid values are refused with a JSON Pointer', async ({ api }) => {
  const ada = await api(await createUser())
  const id = await store(ada)
  for (const [body, pointer] of [
    [{ title: '' }, '/title'],
    [{ title: null }, '/title'],
    [{ tags: ['x', ''] }, '/tags/1'],
    [{ status: 'ready' }, '/status'],
    [{ matterId: 'nowhere' }, '/matterId'],
  ] as const) {
    const response = await ada.patch(`/documents/${id}`, body, { 'If-Match': '*' })
    const problem = await response.json()
    expect([response.status, problem.errors[0].pointer]).toEqual([422, pointer])
  }
})

test('A document can be moved only to a matter in which the user may write', async ({ api }) => {
  const [ada, bob] = [await createUser(), await createUser()]
  const [owner, other] = [await api(ada), await api(bob)]
  const [mine, bobsMatter] = [await createMatter(owner), await createMatter(other)]
  const id = await store(owner)
  const move = async (matterId: string) =>
    (await owner.patch(`/documents/${id}`, { matterId }, { 'If-Match': '*' })).status
  expect(await move(mine.id)).toBe(200)
  expect(await move(bobsMatter.id)).toBe(422)
  await other.put(`/matters/${bobsMatter.id}/members/${ada.id}`, { role: 'viewer' })
  expect(await move(bobsMatter.id)).toBe(403)
  await other.put(`/matters/${bobsMatter.id}/members/${ada.id}`, { role: 'editor' })
  expect(await move(bobsMatter.id)).toBe(200)
  expect((await other.get(`/documents/${id}`)).status).toBe(200)
  await other.delete(`/matters/${bobsMatter.id}/members/${ada.id}`)
  expect((await owner.get(`/documents/${id}`)).status).toBe(404)
})

test('A deleted document returns 404, is listed in the trash, and can be restored', async ({ api }) => {
  const [ada, stranger] = [await api(await createUser()), await api(await createUser())]
  const id = await store(ada)
  const trashed = async (api: Api) => (await (await api.get('/documents?trashed=true')).json()).items.length
  expect((await ada.delete(`/documents/${id}`, { 'If-Match': '"9-x"' })).status).toBe(412)
  expect((await ada.delete(`/documents/${id}`)).status).toBe(204)
  expect((await ada.delete(`/documents/${id}`)).status).toBe(404)
  for (const path of ['', '/content', '/text', '/pages/1', '/versions', '/events']) {
    expect((await ada.get(`/documents/${id}${path}`)).status, path).toBe(404)
  }
  expect([await trashed(ada), await trashed(stranger)]).toEqual([1, 0])
  expect((await stranger.post(`/documents/${id}/restore`)).status).toBe(404)
  const restored = await ada.post(`/documents/${id}/restore`)
  expect(restored.status).toBe(200)
  expect(restored.headers.get('etag')).toBe(await tagOf(ada, id))
  expect((await ada.post(`/documents/${id}/restore`)).status).toBe(200)
  expect(await trashed(ada)).toBe(0)
  const events = await db.auditEvent.findMany({ where: { targetId: id }, orderBy: { at: 'asc' } })
  expect(events.map(({ action }) => action)).toEqual(['document.uploaded', 'document.deleted', 'document.restored'])
})

test('A member has the permissions that both the membership and the account role grant', async ({ api }) => {
  const owner = await api(await createUser())
  const matter = await createMatter(owner)
  const id = await store(owner, { matterId: matter.id })
  for (const [role, membership, patch, remove] of [
    ['editor', 'viewer', 403, 403],
    ['viewer', 'owner', 403, 403],
    ['editor', 'editor', 200, 204],
  ] as const) {
    const person = await createUser({ role })
    await owner.put(`/matters/${matter.id}/members/${person.id}`, { role: membership })
    const member = await api(person)
    expect((await member.get(`/documents/${id}`)).status).toBe(200)
    expect((await member.patch(`/documents/${id}`, { title: 'x' }, { 'If-Match': '*' })).status).toBe(patch)
    expect((await member.delete(`/documents/${id}`)).status).toBe(remove)
  }
})

test('A document returns 401 without a session, and 404 to users and administrators without membership', async ({
  api,
}) => {
  const id = await store(await api(await createUser()))
  expect((await (await api(null)).get(`/documents/${id}`)).status).toBe(401)
  const missing = await (await (await api(await createUser())).get('/documents/not-an-id')).json()
  for (const role of ['editor', 'admin'] as const) {
    const stranger = await api(await createUser({ role }))
    const get = await stranger.get(`/documents/${id}`)
    const { requestId: _, ...problem } = await get.json()
    expect(problem).toEqual({ ...missing, requestId: undefined })
    expect((await stranger.patch(`/documents/${id}`, { title: 'x' }, { 'If-Match': '*' })).status).toBe(404)
    expect((await stranger.delete(`/documents/${id}`)).status).toBe(404)
  }
})

test('Titles are suggested from the PDF metadata and the file name, and only to users with access', async ({ api }) => {
  const ada = await api(await createUser())
  const bytes = await makePdf([{ lines: ['Clause'] }], { title: 'Microsoft Word - Distributor Agreement.docx' })
  const { id, title } = await uploadPdf(ada, { bytes: new Uint8Array(bytes), fileName: 'd03-netgear-inc.pdf' })
  expect(title).toBe('d03-netgear-inc')
  const suggestions = await ada.get(`/documents/${id}/title-suggestions`)
  expect((await suggestions.json()).items).toEqual([
    { title: 'Distributor Agreement', source: 'metadata' },
    { title: 'D03 netgear inc', source: 'file_name' },
  ])
  expect((await (await api(await createUser())).get(`/documents/${id}/title-suggestions`)).status).toBe(404)
})
