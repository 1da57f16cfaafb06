import type { Api } from '#tests/support/api.ts'
import { createMatter, uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser } from '#tests/support/people.ts'

type Item = { id: string; title: string; sha256: string; createdAt: string }
type List = { items: Item[]; nextCursor: string | null }

let made = 0
async function store(api: Api, title: string, more: { tags?: string[]; matterId?: string } = {}): Promise<string> {
  const bytes = new Uint8Array(Buffer.from(`%PDF-1.7 list ${process.pid} ${made++}`))
  return (await uploadPdf(api, { bytes, title, wait: false, ...more })).id
}

async function list(api: Api, query = ''): Promise<List> {
  const response = await api.get(`/documents?${query}`)
  expect(response.status, query).toBe(200)
  return (await response.json()) as List
}

const titles = ({ items }: List) => items.map(({ title }) => title)

test('Keyset pagination returns each document once in every order while documents are added', async ({ api }) => {
  const ada = await api(await createUser())
  for (const title of ['beta', 'Alpha', 'delta', 'Gamma', 'alpha']) await store(ada, title)
  for (const sort of ['createdAt', '-createdAt', 'title', '-title', '-updatedAt', 'status', 'pageCount', '-bytes']) {
    const before = new Set((await list(ada, 'limit=200')).items.map(({ id }) => id))
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await list(ada, `limit=2&sort=${sort}${cursor && `&cursor=${cursor}`}`)
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
      if (seen.length === 2) await store(ada, 'added')
    }
    expect(new Set(seen).size, sort).toBe(seen.length)
    expect(
      [...before].every((id) => seen.includes(id)),
      sort,
    ).toBe(true)
  }
  expect(titles(await list(ada, 'sort=title')).slice(-3)).toEqual(['beta', 'delta', 'Gamma'])
})

test('The Link header points to the next page', async ({ api }) => {
  const ada = await api(await createUser())
  for (const title of ['a', 'b', 'c']) await store(ada, title)
  const first = await ada.get('/documents?limit=2&sort=title')
  const path = /^<\/api\/v1(.+)>; rel="next"$/.exec(first.headers.get('link') ?? '')?.[1] ?? ''
  const second = await ada.get(path)
  expect(titles((await second.json()) as List)).toEqual(['c'])
  expect(second.headers.get('link')).toBeNull()
})

test('Filters are combined with AND', async ({ api }) => {
  const ada = await api(await createUser())
  const matter = await createMatter(ada)
  await store(ada, 'Lease of the 100% mill', { tags: ['lease', 'signed'] })
  await store(ada, 'Lease of the barn', { tags: ['lease'], matterId: matter.id })
  await store(ada, 'Licence', { matterId: matter.id })
  expect(titles(await list(ada, `matterId=${matter.id}&sort=title`))).toEqual(['Lease of the barn', 'Licence'])
  expect(titles(await list(ada, 'tag=lease&tag=signed'))).toEqual(['Lease of the 100% mill'])
  expect(titles(await list(ada, 'q=barn%20LEASE'))).toEqual(['Lease of the barn'])
  expect(titles(await list(ada, 'q=100%25'))).toEqual(['Lease of the 100% mill'])
  expect(titles(await list(ada, 'q=1_0'))).toEqual([])
  expect(titles(await list(ada, `q=lease&matterId=${matter.id}`))).toEqual(['Lease of the barn'])
  expect(titles(await list(ada, 'matterId=nowhere'))).toEqual([])
  const all = await list(ada)
  expect(titles(await list(ada, `sha256=${all.items[0]?.sha256}`))).toHaveLength(1)
})

test('A list contains only documents the user may see, and drops them as soon as access ends', async ({ api }) => {
  const [ada, bob] = [await createUser(), await createUser()]
  const [owner, member] = [await api(ada), await api(bob)]
  const matter = await createMatter(owner)
  await store(owner, 'private')
  await store(owner, 'shared', { matterId: matter.id })
  expect(titles(await list(member))).toEqual([])
  await owner.put(`/matters/${matter.id}/members/${bob.id}`, { role: 'viewer' })
  expect(titles(await list(member))).toEqual(['shared'])
  await owner.delete(`/matters/${matter.id}/members/${bob.id}`)
  expect(titles(await list(member))).toEqual([])
  expect(titles(await list(await api(await createUser({ role: 'admin' }))))).toEqual([])
})

test('An invalid filter, limit or cursor is refused with its name', async ({ api }) => {
  const ada = await api(await createUser())
  const status = async (query: string) => (await ada.get(`/documents?${query}`)).status
  for (const query of [
    'limit=0',
    'limit=201',
    'limit=x',
    'limit=0x10',
    'limit=1e2',
    'limit=05',
    'limit=%205',
    'limit=',
    'sort=colour',
    'status=lost',
    'trashed=maybe',
    'sha256=1',
  ]) {
    expect(await status(query), query).toBe(422)
  }
  const cursorOf = (position: object) => Buffer.from(JSON.stringify(position)).toString('base64url')
  const id = '01900000-0000-7000-8000-000000000000'
  for (const cursor of [
    'nonsense',
    cursorOf({}),
    cursorOf({ sort: '-createdAt', key: 'not a time', id }),
    cursorOf({ sort: 'title', key: 'a', id }),
    cursorOf({ sort: '-createdAt', key: '2026-01-01T00:00:00.000Z', id: 'x' }),
  ]) {
    expect(await status(`cursor=${cursor}`), cursor).toBe(400)
  }
  expect((await (await api(null)).get('/documents')).status).toBe(401)
})
