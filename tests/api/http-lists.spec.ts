import { z } from 'zod'
import { bearer, expect, test } from '#tests/support/contract-fixtures.ts'
import { addListItem } from '#tests/support/list-items.ts'
import { listMethods, listRoutes, requiredQuery } from '#tests/support/route-resources.ts'

type Item = Record<string, unknown>
type List = { items: Item[]; nextCursor: string | null }

const lists = listMethods(await listRoutes()).filter(
  ({ spec }) => spec.query instanceof z.ZodObject && 'cursor' in spec.query.shape,
)

/** The field or fields that identify an item of its list. */
function identityOf(item: Item): string {
  const { id, userId, documentId, version, page, passage } = item
  return JSON.stringify(id ?? userId ?? [documentId, version, page, passage])
}

for (const { pattern } of lists) {
  test(`GET ${pattern}: pagination returns each item once while items are added`, async ({ call, resources }) => {
    for (let n = 0; n < 3; n++) await addListItem(pattern, resources)
    const read = async (query: string) => {
      const response = await call('GET', pattern, { headers: bearer(resources), query })
      expect(response.status, await response.clone().text()).toBe(200)
      return { list: (await response.json()) as List, link: response.headers.get('link') }
    }
    const needed = requiredQuery[pattern] ?? '?'
    const { list: whole } = await read(`${needed}&limit=200`)
    const known = whole.items.map(identityOf)
    expect(known.length).toBeGreaterThanOrEqual(3)
    const limit = Math.ceil(known.length / 4)
    const seen: string[] = []
    for (let query: string | null = `${needed}&limit=${limit}`; query; ) {
      const { list, link }: Awaited<ReturnType<typeof read>> = await read(query)
      expect(list.items.length).toBeLessThanOrEqual(limit)
      if (list.nextCursor) expect(list.items).toHaveLength(limit)
      seen.push(...list.items.map(identityOf))
      const next = /^<\/api\/v1[^?]*(\?[^>]+)>; rel="next"$/.exec(link ?? '')?.[1] ?? null
      expect(next && new URLSearchParams(next).get('cursor')).toBe(list.nextCursor)
      if (seen.length === limit) await addListItem(pattern, resources)
      query = next
    }
    expect(new Set(seen).size, 'no item is repeated').toBe(seen.length)
    expect(seen).toEqual(expect.arrayContaining(known))
  })
}
