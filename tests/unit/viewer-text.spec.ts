import { expect, test } from '@playwright/test'
import { addPassages, findInPages, firstMatchFrom } from '#components/viewer/find/find-matches.ts'
import { foldText } from '#components/viewer/find/fold-text.ts'
import { toTextSpans } from '#components/viewer/text/text-spans.ts'

const text = 'Either party may termi-\nnate this Agreement.'

function words(source: string) {
  let y = 100
  let x = 72
  return [...source.matchAll(/\S+/g)].map(({ 0: word, index }) => {
    const box = { start: index, end: index + word.length, x, y, w: word.length * 6, h: 10 }
    x += word.length * 6 + 4
    if (source[index + word.length] === '\n') {
      y += 12
      x = 72
    }
    return box
  })
}

test('The spans together are the page’s text, and a space extends to the next word', () => {
  const spans = toTextSpans(text, words(text))
  for (const span of spans) expect(text.startsWith(span.text, span.start)).toBe(true)
  expect(spans.map((span) => span.text + (span.endsLine ? '\n' : '')).join('')).toBe(`${text}\n`)
  const [first, second] = spans
  expect(first).toMatchObject({ text: 'Either ', x: 72, endsLine: false })
  expect((first?.x ?? 0) + (first?.width ?? 0)).toBe(second?.x)
  expect(spans.find((span) => span.text === 'termi-')).toMatchObject({ endsLine: true, width: 36 })
})

test('Words in an adjacent column are not part of the same line', () => {
  const [left, right] = [
    { start: 0, end: 4, x: 10, y: 10, w: 24, h: 10 },
    { start: 5, end: 9, x: 400, y: 10, w: 24, h: 10 },
  ]
  const [span] = toTextSpans('left right', [left, { ...right, end: 10 }] as never)
  expect(span).toMatchObject({ text: 'left', width: 24, endsLine: true })
})

test('Case folding keeps the offset of every letter', () => {
  const source = 'The “Pâtisserie”\n  – ﬁnal\u00a0ofﬁce'
  const { folded, offsets } = foldText(source)
  expect(folded).toBe('the "patisserie" - final office')
  const at = folded.indexOf('office')
  expect(source.slice(offsets[at], (offsets[at + 5] ?? 0) + 1)).toBe('ofﬁce')
})

const found = (pages: readonly string[], typed: string) =>
  findInPages(pages, typed).map(({ page, ranges }) => [page, ...ranges.map(([a, b]) => pages[page - 1]?.slice(a, b))])

test('A query matches letter by letter across line ends and hyphens', () => {
  expect(found([text], 'may terminate this')).toEqual([[1, 'may termi-\nnate this']])
  expect(found(['a  b', 'A\nB'], 'a b')).toEqual([
    [1, 'a  b'],
    [2, 'A\nB'],
  ])
  expect(found(['it’s'], "it's")).toEqual([[1, 'it’s']])
  expect(found(['anything'], '   ')).toEqual([])
})

test('A single word also matches its other forms, like the search', () => {
  const pages = ['It terminates.', 'Upon termination; a terminated lease', 'nothing']
  expect(found(pages, 'terminate')).toEqual([
    [1, 'terminates'],
    [2, 'termination'],
    [2, 'terminated'],
  ])
  expect(found(['Section 10.2(b) applies'], '10.2(b)')).toHaveLength(1)
})

test('Passages of the search are merged with the matches without duplicates', () => {
  const here = findInPages(['a notice', 'b', 'a notice'], 'a notice')
  const passages = [
    { page: 1, ranges: [[2, 8]] as const },
    { page: 2, ranges: [[0, 1]] as const },
    { page: 3, ranges: [] },
  ]
  expect(addPassages(here, passages).map(({ page }) => page)).toEqual([1, 2, 3])
  expect(firstMatchFrom(here, 2)).toBe(1)
  expect(firstMatchFrom(here, 9)).toBe(0)
})
