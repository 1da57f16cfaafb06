import { expect, test } from '@playwright/test'
import { decodeSearchCursor, encodeSearchCursor, type SearchPosition } from '#lib/search/cursor.ts'

const position: SearchPosition = {
  newest: Number.MAX_SAFE_INTEGER,
  spellingLookup: 'trigrams',
  isRelaxed: true,
  isPartial: true,
  weights: [0.69, 1.1, 12.34],
  after: [0.1234, '0198f6c4-3f5a-7cc1-9a7e-0d2f4b6c8e1a', 50_000],
}
const words = (count: number) => Array.from({ length: count }, (_, index) => `suggestion${index}`)

test('a cursor decodes to the position it encodes', () => {
  const { spellingFilters: _, ...decoded } = decodeSearchCursor(encodeSearchCursor(position, [[], words(2), []]))
  expect(decoded).toEqual(position)
})

test('the spelling filter accepts the matched suggestions of its clause and hardly any other', () => {
  const { spellingFilters } = decodeSearchCursor(encodeSearchCursor(position, [[], words(2), []]))
  expect(spellingFilters.map((filter) => filter === null)).toEqual([true, false, true])
  const accepted = words(200).filter((word) => spellingFilters[1]?.(word))
  expect(accepted.slice(0, 2)).toEqual(words(2))
  expect(accepted.length).toBeLessThan(10)
})

test('cursors stay below 2 KiB with the most clauses, suggestions and groups of the longest query', () => {
  const clauses = Array.from({ length: 32 }, () => words(24))
  expect(encodeSearchCursor({ ...position, weights: clauses.map(() => 12.34) }, clauses).length).toBeLessThan(2048)
  // "a/b/c…" relaxes to one group for each letter.
  const relaxed = [...clauses.slice(1), ...Array.from({ length: 172 }, () => [])]
  const longest = encodeSearchCursor({ ...position, weights: relaxed.map(() => 12.34) }, relaxed)
  expect(longest.length).toBeLessThan(2048)
  const { weights, spellingFilters } = decodeSearchCursor(longest)
  expect(weights).toHaveLength(relaxed.length)
  expect(spellingFilters[0]?.('any')).toBe(true)
  expect(spellingFilters.at(-1)).toBeNull()
})

test('a cursor without spelling suggestions has no filters', () => {
  const plain = encodeSearchCursor({ ...position, spellingLookup: null }, [[], []])
  expect(decodeSearchCursor(plain).spellingFilters).toEqual([])
})

test('a cursor of another list is refused', () => {
  const other = Buffer.from(JSON.stringify({ id: 'x' })).toString('base64url')
  expect(() => decodeSearchCursor(other)).toThrow(expect.objectContaining({ code: 'request.malformed' }))
})
