import { db } from '#lib/core/db/client.ts'
import { Prisma } from '#lib/core/db/generated/client.ts'
import { newId } from '#lib/core/db/id.ts'
import { createMatter, uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { makePdf } from '#tests/support/made-pdf.ts'
import { createUser } from '#tests/support/people.ts'

test('Of concurrent writes with one ETag exactly one succeeds', async ({ api }) => {
  const ada = await api(await createUser())
  const { id } = await createMatter(ada)
  const etag = (await ada.get(`/matters/${id}`)).headers.get('etag') ?? ''
  const writers = Array.from({ length: 8 }, (_, n) =>
    ada.patch(`/matters/${id}`, { name: `name ${n}` }, { 'If-Match': etag }),
  )
  const statuses = (await Promise.all(writers)).map(({ status }) => status)
  expect(statuses.filter((status) => status === 200)).toHaveLength(1)
  expect(statuses.filter((status) => status === 412)).toHaveLength(7)
})

test('Concurrent POST requests with one Idempotency-Key are executed once', async ({ api }) => {
  const ada = await api(await createUser())
  const headers = { 'Idempotency-Key': newId() }
  const name = `once ${newId()}`
  const responses = await Promise.all(Array.from({ length: 8 }, () => ada.post('/matters', { name }, headers)))
  for (const { status } of responses) expect([201, 409]).toContain(status)
  const first = responses.find((each) => each.status === 201 && !each.headers.has('idempotency-replayed'))
  expect(responses.filter((each) => each.status === 201 && !each.headers.has('idempotency-replayed'))).toHaveLength(1)
  for (const each of responses.filter(({ status }) => status === 409)) {
    expect(await each.json()).toMatchObject({ code: 'idempotency.in_flight' })
  }
  const again = await ada.post('/matters', { name }, headers)
  expect(again.headers.get('idempotency-replayed')).toBe('true')
  expect(again.headers.get('location')).toBe(first?.headers.get('location'))
  expect(await again.text()).toBe(await first?.text())
  const { items } = (await (await ada.get('/matters?limit=200')).json()) as { items: { name: string }[] }
  expect(items.filter((matter) => matter.name === name)).toHaveLength(1)

  const other = await ada.post('/matters', { name: 'something else' }, headers)
  expect(other.status).toBe(422)
  expect(await other.json()).toMatchObject({ code: 'idempotency.mismatch' })
  const bob = await api(await createUser())
  expect(
    (await bob.post('/matters', { name }, headers)).headers.get('idempotency-replayed'),
    'a key is its user’s own',
  ).toBeNull()
})

test('A stored response is not replayed to a user who lost access to its resource', async ({ api }) => {
  const [ada, bob] = [await createUser(), await createUser()]
  const [adas, bobs] = [await api(ada), await api(bob)]
  const shared = await createMatter(adas)
  const join = () => adas.put(`/matters/${shared.id}/members/${bob.id}`, { role: 'owner' })
  const leave = () => adas.delete(`/matters/${shared.id}/members/${bob.id}`)
  expect((await join()).status).toBeLessThan(300)
  const bytes = new Uint8Array(await makePdf([{ lines: ['Seen once'] }]))
  const upload = (headers: Record<string, string>) => {
    const form = new FormData()
    form.append('matterId', shared.id)
    form.append('file', new Blob([bytes], { type: 'application/pdf' }), 'seen.pdf')
    return bobs.post('/documents', form, headers)
  }
  const { id } = await uploadPdf(adas, { matterId: shared.id })
  const requests = [
    upload,
    (headers: Record<string, string>) => bobs.post('/documents/samples', { matterId: shared.id }, headers),
    (headers: Record<string, string>) => bobs.post(`/documents/${id}/restore`, undefined, headers),
    (headers: Record<string, string>) => bobs.post(`/documents/${id}/reading`, undefined, headers),
    (headers: Record<string, string>) => bobs.post('/matters', { name: 'Handed over' }, headers),
  ].map((send) => {
    const headers = { 'Idempotency-Key': newId() }
    return () => send(headers)
  })
  expect((await adas.delete(`/documents/${id}`)).status).toBe(204)
  const own: string[] = []
  for (const send of requests) {
    const first = await send()
    expect(first.status, await first.clone().text()).toBeLessThan(300)
    const body = await first.json()
    if (body.name === 'Handed over') own.push(body.id)
    expect((await send()).headers.get('idempotency-replayed')).toBe('true')
  }
  expect((await leave()).status).toBeLessThan(300)
  await db.matterMember.deleteMany({ where: { matterId: { in: own }, userId: bob.id } })
  for (const send of requests) {
    const again = await send()
    expect([again.status, (await again.json()).code]).toEqual([404, 'request.not_found'])
  }
})

test('After a crash a retried request is executed only if the first attempt had not committed', async ({ api }) => {
  const ada = await api(await createUser())
  const names = async () =>
    ((await (await ada.get('/matters?limit=200')).json()).items as { name: string }[]).map(({ name }) => name)
  const titles = async () => ((await (await ada.get('/documents')).json()).items as { title: string }[]).length
  const bytes = new Uint8Array(await makePdf([{ lines: ['Once'] }]))
  const upload = (headers: Record<string, string>) => {
    const form = new FormData()
    form.append('file', new Blob([bytes], { type: 'application/pdf' }), 'once.pdf')
    return ada.post('/documents', form, headers)
  }
  const matter = (headers: Record<string, string>) => ada.post('/matters', { name: 'Once' }, headers)
  for (const send of [matter, upload]) {
    const key = newId()
    expect((await send({ 'Idempotency-Key': key })).status).toBe(201)
    const unanswered = { status: null, headers: Prisma.DbNull, body: null, expiresAt: new Date(Date.now() - 1000) }
    await db.idempotencyKey.updateMany({ where: { key }, data: unanswered })
    const again = await send({ 'Idempotency-Key': key })
    expect([again.status, (await again.json()).code]).toEqual([409, 'idempotency.answer_lost'])
  }
  expect((await names()).filter((name) => name === 'Once')).toHaveLength(1)
  expect(await titles()).toBe(1)

  const key = newId()
  expect((await matter({ 'Idempotency-Key': key })).status).toBe(201)
  const unfinished = {
    status: null,
    headers: Prisma.DbNull,
    body: null,
    committedAt: null,
    expiresAt: new Date(Date.now() - 1000),
  }
  await db.idempotencyKey.updateMany({ where: { key }, data: unfinished })
  expect((await matter({ 'Idempotency-Key': key })).status).toBe(201)
})

test('A refusal is replayed for its Idempotency-Key, and a request that could not be parsed is not', async ({
  api,
}) => {
  const ada = await api(await createUser())
  const headers = { 'Idempotency-Key': newId() }
  expect((await ada.post('/matters', {}, headers)).status).toBe(422)
  expect((await ada.post('/matters', { name: 'good' }, headers)).status, 'the key is still unused').toBe(201)

  const existing = { email: (await createUser()).email, name: 'Twice', role: 'viewer' }
  const boss = await api(await createUser({ role: 'admin' }))
  const ids = ['first', 'second']
  const sent = ids.map((id) => ({ 'Idempotency-Key': headers['Idempotency-Key'], 'Request-Id': id }))
  const first = await boss.post('/users', existing, sent[0])
  const second = await boss.post('/users', existing, sent[1])
  expect([first.status, second.status, second.headers.get('idempotency-replayed')]).toEqual([409, 409, 'true'])
  for (const [at, response] of [first, second].entries()) {
    expect(response.headers.get('request-id')).toBe(ids[at])
    expect(await response.json()).toMatchObject({ code: 'user.email_taken', requestId: ids[at] })
  }
})

test('An upload with an Idempotency-Key is stored once, even with another multipart boundary', async ({ api }) => {
  const ada = await api(await createUser())
  const bytes = new Uint8Array(await makePdf([{ lines: [newId()] }]))
  const send = (title: string, headers: Record<string, string>) => {
    const form = new FormData()
    form.append('title', title)
    form.append('file', new Blob([bytes], { type: 'application/pdf' }), 'a.pdf')
    return ada.post('/documents', form, headers)
  }
  const headers = { 'Idempotency-Key': newId() }
  const first = await send('one', headers)
  expect(first.status).toBe(201)
  const again = await send('one', headers)
  expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true'])
  expect(again.headers.get('location')).toBe(first.headers.get('location'))
  expect((await send('two', headers)).status).toBe(422)
  const { items } = (await (await ada.get('/documents')).json()) as { items: unknown[] }
  expect(items).toHaveLength(1)
})

test('An upload whose Idempotency-Key is in use is refused with Retry-After', async ({ api }) => {
  const person = await createUser()
  const [key, expiresAt] = [newId(), new Date(Date.now() + 60_000)]
  await db.idempotencyKey.create({ data: { scope: person.id, key, fingerprint: new Uint8Array(32), expiresAt } })
  const form = new FormData()
  form.append('file', new Blob(['%PDF-1.7'], { type: 'application/pdf' }), 'a.pdf')
  const refused = await (await api(person)).post('/documents', form, { 'Idempotency-Key': key })
  expect([refused.status, (await refused.json()).code]).toEqual([409, 'idempotency.in_flight'])
  expect(refused.headers.get('retry-after')).toBe('1')
})

test('A concurrent change alters the ETag, and processing progress does not', async ({ api }) => {
  const ada = await api(await createUser())
  const { id } = await uploadPdf(ada, { wait: false })
  const early = (await ada.get(`/documents/${id}`)).headers.get('etag') ?? ''
  await expect
    .poll(async () => ((await (await ada.get(`/documents/${id}`)).json()) as { status: string }).status)
    .toBe('ready')
  const late = await ada.patch(`/documents/${id}`, { title: 'Renamed' }, { 'If-Match': early })
  expect(late.status).toBe(200)
  expect((await ada.patch(`/documents/${id}`, { title: 'Again' }, { 'If-Match': early })).status).toBe(412)
})
