import { createMatter, uploadPdf, waitUntilSettled } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { makePdf } from '#tests/support/made-pdf.ts'
import { createUser } from '#tests/support/people.ts'
import { find } from '#tests/support/searches.ts'

const nothing = {
  items: [],
  total: 0,
  coverage: { documents: 0, pages: 0, unreadablePages: 0 },
  spelling: [],
  isPartial: false,
  nextCursor: null,
}

test('a request without a session gets 401; invalid input gets a pointer to the parameter', async ({ api }) => {
  const visitor = await api(null)
  expect((await visitor.get('/search?q=x')).status).toBe(401)
  const ada = await api(await createUser({ role: 'viewer' }))
  const cases = [
    ['', 422, '/query/q'],
    ['q=x&limit=0', 422, '/query/limit'],
    ['q=x&limit=201', 422, '/query/limit'],
    [`q=${'x'.repeat(501)}`, 422, '/query/q'],
    ['q=x&cursor=abc', 400, null],
  ] as const
  for (const [query, status, pointer] of cases) {
    const response = await ada.get(`/search?${query}`)
    expect(response.status, query).toBe(status)
    const problem = await response.json()
    if (pointer) expect(problem.errors[0].pointer).toBe(pointer)
  }
})

test('a person without access finds nothing, whatever the filter, and no spelling suggestion is shown', async ({
  api,
}) => {
  const ada = await api(await createUser())
  const pages = [{ lines: ['The zanzibarite covenant of the lessor.'] }]
  const document = await uploadPdf(ada, { pages, title: 'Zanzibarite lease' })
  const stranger = await api(await createUser({ role: 'admin' }))
  for (const q of [
    'zanzibarite',
    '"zanzibarite covenant"',
    'zanzibarit',
    'zanzibarite lessor',
    'lessor -covenant',
    'the',
  ])
    expect(await find(stranger, q), q).toEqual(nothing)
  expect(await find(stranger, 'lessor', { matterId: document.matterId })).toEqual(nothing)
  expect(await find(stranger, 'lessor', { documentId: document.id })).toEqual(nothing)
  expect(await find(stranger, 'lessor', { documentId: 'no-such-thing' })).toEqual(nothing)
  expect((await find(ada, 'zanzibarite')).total).toBe(1)
})

test('words of documents without access neither match nor appear as spelling suggestions', async ({ api }) => {
  const ada = await api(await createUser())
  const ben = await api(await createUser())
  await uploadPdf(ada, { pages: [{ lines: ['About the quokkafish only.'] }] })
  await uploadPdf(ben, { pages: [{ lines: ['About the quokkafisk only.'] }] })
  const reply = await find(ben, 'quokkafish')
  expect(reply.spelling).toEqual([{ typed: 'quokkafish', found: ['quokkafisk'] }])
  expect(reply.total).toBe(1)
  expect(JSON.stringify(reply.items)).not.toContain('quokkafish')
})

test('documents in the trash are not searched', async ({ api }) => {
  const ada = await api(await createUser())
  const { id } = await uploadPdf(ada, { pages: [{ lines: ['A trashworthy clause.'] }] })
  expect((await find(ada, 'trashworthy')).total).toBe(1)
  expect((await ada.delete(`/documents/${id}`)).status).toBe(204)
  expect(await find(ada, 'trashworthy')).toEqual(nothing)
  expect((await ada.post(`/documents/${id}/restore`)).status).toBe(200)
  expect((await find(ada, 'trashworthy')).total).toBe(1)
})

test('only the current version is searched', async ({ api }) => {
  const ada = await api(await createUser())
  const { id } = await uploadPdf(ada, { pages: [{ lines: ['The former wording.'] }] })
  const tag = (await ada.request('HEAD', `/documents/${id}/content`)).headers.get('etag') ?? ''
  const bytes = new Uint8Array(await makePdf([{ lines: ['The latter wording.'] }]))
  const put = await ada.put(`/documents/${id}/content`, bytes, { 'If-Match': tag })
  expect(put.ok, await put.clone().text()).toBe(true)
  await waitUntilSettled(ada, id)
  expect((await find(ada, '"former wording"')).total).toBe(0)
  const reply = await find(ada, 'wording')
  expect(reply.items.map(({ version, snippet }) => [version, snippet.text])).toEqual([[2, 'The latter wording.']])
})

test('a search can be restricted to a matter or a document, and follows a document that moves to another matter', async ({
  api,
}) => {
  const ada = await api(await createUser())
  const guest = await createUser()
  const ben = await api(guest)
  const alpha = await createMatter(ada, 'Alpha')
  const beta = await createMatter(ada, 'Beta')
  expect((await ada.put(`/matters/${beta.id}/members/${guest.id}`, { role: 'viewer' })).ok).toBe(true)
  const { id } = await uploadPdf(ada, { pages: [{ lines: ['A moveable feast.'] }], matterId: alpha.id })
  await uploadPdf(ada, { pages: [{ lines: ['A moveable type.'] }], matterId: beta.id })
  expect((await find(ada, 'moveable')).total).toBe(2)
  const ids = async (more: Record<string, string>) =>
    (await find(ada, 'moveable', more)).items.map((hit) => hit.documentId)
  expect(await ids({ matterId: alpha.id })).toEqual([id])
  expect(await ids({ documentId: id })).toEqual([id])
  expect(await ids({ documentId: id, matterId: beta.id })).toEqual([])
  expect((await find(ada, 'moveable', { documentId: id })).coverage.documents).toBe(1)
  expect((await find(ben, 'feast')).total).toBe(0)

  const tag = (await ada.get(`/documents/${id}`)).headers.get('etag') ?? ''
  expect((await ada.patch(`/documents/${id}`, { matterId: beta.id }, { 'If-Match': tag })).status).toBe(200)
  expect((await find(ben, 'feast')).total).toBe(1)
  expect((await find(ada, 'feast', { matterId: beta.id })).total).toBe(1)
  expect((await find(ada, 'feast', { matterId: alpha.id })).total).toBe(0)
  expect((await ada.delete(`/matters/${beta.id}/members/${guest.id}`)).status).toBe(204)
  expect(await find(ben, 'feast')).toEqual(nothing)
})
