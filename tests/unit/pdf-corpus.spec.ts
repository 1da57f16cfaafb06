import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { AppError } from '#lib/core/errors.ts'
import { openPdf, type PageText, readPages } from '#lib/core/pdf/pdf.ts'
import { type Box, unpackWords } from '#lib/core/pdf/word-boxes.ts'
import { hasCorpus, listCuad, listHostile, listScans } from '#tests/support/corpus.ts'

test.skip(!hasCorpus, 'there is no corpus of contracts in ../shared/corpus')

async function readAll(path: string): Promise<PageText[]> {
  const { pageCount } = await openPdf(path)
  return Array.fromAsync(readPages(path, { from: 1, to: pageCount }))
}

test('every contract’s text holds the letters and digits of the reference, in its order', async () => {
  test.setTimeout(180_000)
  for (const { id, pdf, txt, pages: pageCount } of listCuad()) {
    const pages = await readAll(pdf)
    expect(pages, id).toHaveLength(pageCount)
    const reference = toLetters(await readFile(txt, 'utf8'))
    const common = commonSubsequence(reference, toLetters(pages.map((page) => page.text).join('\n')))
    expect(common / reference.length, id).toBeGreaterThanOrEqual(0.995)
  }
})

test('every word has a box on its page, and the words are all of the text', async () => {
  for (const { id, pdf } of listCuad()) {
    for (const page of await readAll(pdf)) {
      const words = unpackWords(page.words)
      expect(words.map((word) => page.text.slice(word.start, word.end)).join(' '), id).toBe(
        page.text.trim().replace(/\s+/g, ' '),
      )
      const isOff = ({ x, y, w, h }: Box) =>
        !(w > 0 && h > 0 && x >= 0 && y >= 0 && x + w <= page.width + 0.1 && y + h <= page.height + 0.1)
      expect(words.filter(isOff), `${id} page ${page.number}`).toEqual([])
    }
  }
})

test('scans are known as pictures', async () => {
  for (const { pdf, pages: pageCount } of listScans()) {
    const pages = await readAll(pdf)
    expect(pages).toHaveLength(pageCount)
    expect(pages.every((page) => page.isPicture)).toBe(true)
  }
})

for (const { file, expect: expected, pages: pageCount, why } of listHostile()) {
  test(`${file.split('/').at(-1)} (${why}) ends as it should, in time`, async () => {
    test.setTimeout(60_000)
    const outcome = await readAll(file).catch((error: unknown) => (error instanceof AppError ? error.code : error))
    if (expected === 'password') expect(outcome).toBe('pdf.password_required')
    else if (expected === 'ready') expect(outcome).toHaveLength(pageCount ?? Number.NaN)
    else expect(Array.isArray(outcome) || /^pdf\./.test(String(outcome))).toBe(true)
  })
}

function toLetters(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** Length of the longest common subsequence, 32 places at a time in the bits of a number (Hyyrö 2004). */
function commonSubsequence(a: string, b: string): number {
  const wordCount = Math.ceil(a.length / 32)
  const places = new Map<string, Uint32Array>()
  for (let index = 0; index < a.length; index++) {
    const letter = a.charAt(index)
    const bits = places.get(letter) ?? new Uint32Array(wordCount)
    bits[index >> 5] = (bits[index >> 5] ?? 0) | (1 << (index & 31))
    places.set(letter, bits)
  }
  const row = new Uint32Array(wordCount).fill(0xffffffff)
  for (const letter of b) {
    const bits = places.get(letter)
    if (!bits) continue
    let carry = 0
    for (let word = 0; word < wordCount; word++) {
      const value = row[word] ?? 0
      const both = (value & (bits[word] ?? 0)) >>> 0
      const sum = value + both + carry
      carry = sum > 0xffffffff ? 1 : 0
      row[word] = (sum >>> 0) | (value - both)
    }
  }
  let matched = 0
  for (let index = 0; index < a.length; index++) if (((row[index >> 5] ?? 0) & (1 << (index & 31))) === 0) matched++
  return matched
}
