import { expect, test } from '@playwright/test'
import { TextLayout } from '#lib/core/pdf/text-layout.ts'

/** Lays out lines of ten-point text in the order PDFium returns characters; `at` is the top edge of each line. */
function layout(lines: { text: string; at: number; left?: number }[], { width = 600, height = 800 } = {}) {
  const page = new TextLayout(width, height)
  for (const { text, at, left = 50 } of lines) {
    let x = left
    for (const character of text) {
      if (character === ' ') page.space()
      else page.character(character.codePointAt(0) ?? 0, { left: x, right: x + 5, top: at, bottom: at + 10 })
      x += 5
    }
    page.lineEnd()
  }
  return page.finish()
}

test('the offsets of every word select that word in the text', () => {
  const { text, words } = layout([
    { text: 'This  Agreement', at: 50 },
    { text: 'is made', at: 62 },
  ])
  expect(text).toBe('This Agreement\nis made')
  expect(words.map((word) => text.slice(word.start, word.end))).toEqual(['This', 'Agreement', 'is', 'made'])
  expect(words[1]).toMatchObject({ x: 80, y: 50, w: 45, h: 10 })
})

test('a wider gap and a jump upwards start a new paragraph', () => {
  const { text } = layout([
    { text: 'one', at: 50 },
    { text: 'two', at: 62 },
    { text: 'three', at: 74 },
    { text: 'four', at: 98 },
    { text: 'five', at: 110 },
    { text: 'column', at: 50, left: 300 },
  ])
  expect(text).toBe('one\ntwo\nthree\n\nfour\nfive\n\ncolumn')
})

test('cells of one table row become one line', () => {
  const { text } = layout([
    { text: '1.1', at: 50 },
    { text: 'Term', at: 50.5, left: 120 },
  ])
  expect(text).toBe('1.1 Term')
})

test('surrogate pairs are kept, and lone surrogates are replaced one for one', () => {
  const page = new TextLayout(600, 800)
  const box = { left: 10, right: 15, top: 10, bottom: 20 }
  for (const code of [0x61, 0xd83d, 0xde00, 0x62, 0xd83d, 0x63, 0x1f600]) page.character(code, box)
  const { text, words } = page.finish()
  expect(text).toBe('a😀b\ufffdc😀')
  expect(text.isWellFormed()).toBe(true)
  expect(words.at(-1)?.end).toBe(text.length)
})

test('each ideograph is a word, without spaces between them', () => {
  const { text, words } = layout([{ text: '本契約は ABC', at: 50 }])
  expect(text).toBe('本契約は ABC')
  expect(words.map((word) => text.slice(word.start, word.end))).toEqual(['本', '契', '約', 'は', 'ABC'])
})

test('text outside the page is left out, and boxes are clipped to the page', () => {
  const { text, words } = layout(
    [
      { text: 'in', at: 50, left: 95 },
      { text: 'out', at: 50, left: 300 },
    ],
    { width: 100, height: 100 },
  )
  expect(text).toBe('in')
  expect(words[0]).toMatchObject({ x: 95, w: 5 })
})

test('a hyphen at the end of a line is kept and ends the line', () => {
  const page = new TextLayout(600, 800)
  const box = (left: number, top: number) => ({ left, right: left + 5, top, bottom: top + 10 })
  page.character(0x61, box(10, 10))
  page.character(2, box(15, 10))
  page.character(0x62, box(10, 22))
  expect(page.finish().text).toBe('a-\nb')
})
