import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { boxesFor, packWords, unpackWords, type WordBox } from '#lib/core/pdf/word-boxes.ts'

const point = fc.integer({ min: 0, max: 3_200_000 }).map((units) => units / 16)
const wordLists = fc
  .array(
    fc.record({ gap: fc.nat(3), length: fc.integer({ min: 1, max: 2000 }), x: point, y: point, w: point, h: point }),
  )
  .map((drafts) => {
    let end = 0
    return drafts.map(({ gap, length, ...box }): WordBox => {
      const start = end + gap
      end = start + length
      return { start, end, ...box }
    })
  })

test('unpackWords is the inverse of packWords', () => {
  fc.assert(fc.property(wordLists, (words) => expect(unpackWords(packWords(words))).toEqual(words)))
})

test('packed words take less than nine bytes each', () => {
  const words = Array.from({ length: 500 }, (_, index) => ({
    start: index * 6,
    end: index * 6 + 5,
    x: 72 + (index % 12) * 36,
    y: 72 + Math.floor(index / 12) * 14,
    w: 32,
    h: 12,
  }))
  expect(packWords(words).length).toBeLessThan(500 * 9)
})

test('unpackWords throws for an unknown format and for truncated bytes', () => {
  expect(() => unpackWords(new Uint8Array([9, 1]))).toThrow(RangeError)
  expect(() => unpackWords(packWords([{ start: 0, end: 4, x: 1, y: 1, w: 1, h: 1 }]).subarray(0, 5))).toThrow(
    RangeError,
  )
  expect(unpackWords(new Uint8Array())).toEqual([])
})

const line: WordBox[] = [
  { start: 0, end: 4, x: 10, y: 10, w: 40, h: 12 },
  { start: 5, end: 9, x: 55, y: 10, w: 40, h: 12 },
  { start: 10, end: 14, x: 10, y: 30, w: 40, h: 12 },
]

test('a range of text has one box per line', () => {
  expect(boxesFor(line, 0, 14)).toEqual([
    { x: 10, y: 10, w: 85, h: 12 },
    { x: 10, y: 30, w: 40, h: 12 },
  ])
})

test('the box of a partly selected word is clipped in proportion', () => {
  expect(boxesFor(line, 1, 3)).toEqual([{ x: 20, y: 10, w: 20, h: 12 }])
})

test('a range without a word has no box', () => {
  expect(boxesFor(line, 4, 5)).toEqual([])
  expect(boxesFor(line, 14, 20)).toEqual([])
  expect(boxesFor([], 0, 5)).toEqual([])
})

test('words far apart on one line have separate boxes', () => {
  const columns = [
    { start: 0, end: 4, x: 10, y: 10, w: 40, h: 12 },
    { start: 5, end: 9, x: 400, y: 10, w: 40, h: 12 },
  ]
  expect(boxesFor(columns, 0, 9)).toHaveLength(2)
})

test('each line of vertical text has one box', () => {
  const upright = [
    { start: 0, end: 6, x: 500, y: 100, w: 12, h: 36 },
    { start: 7, end: 11, x: 500, y: 140, w: 12, h: 24 },
    { start: 12, end: 13, x: 500, y: 168, w: 12, h: 6 },
    { start: 14, end: 18, x: 482, y: 100, w: 12, h: 24 },
  ]
  expect(boxesFor(upright, 0, 18)).toEqual([
    { x: 500, y: 100, w: 12, h: 74 },
    { x: 482, y: 100, w: 12, h: 24 },
  ])
})
