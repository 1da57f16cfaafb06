import fc from 'fast-check'
import { sampleContracts } from '#lib/documents/samples/samples.ts'
import type { Api } from '#tests/support/api.ts'
import { uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser } from '#tests/support/people.ts'

type Page = { documentId: string; page: number; text: string }
type Item = {
  documentId: string
  page: number
  passage: { start: number }
  snippet: { highlights: [number, number][] }
  boxes: unknown[]
}

const phraseCount = 100

test('Every phrase taken from a sample contract is found on its page with exactly its words highlighted', async ({
  api,
}) => {
  test.setTimeout(120_000)
  const ada = await api(await createUser())
  const pages = await uploadSamples(ada)
  const phrases = samplePhrases(pages)
  expect(phrases).toHaveLength(phraseCount)
  const missing = []
  for (const { words, ...page } of phrases) if (!(await isFound(ada, page, words))) missing.push(words)
  expect(missing).toEqual([])
})

async function uploadSamples(ada: Api): Promise<Page[]> {
  const pages: Page[] = []
  for await (const { fileName, pdf } of sampleContracts()) {
    const { id } = await uploadPdf(ada, { bytes: new Uint8Array(pdf), fileName })
    const text = await (await ada.get(`/documents/${id}/text`)).text()
    pages.push(...text.split('\f').map((each, index) => ({ documentId: id, page: index + 1, text: each })))
  }
  return pages
}

/** Four to eleven consecutive words of pseudo-random pages; the fixed seed gives the same phrases in every run. */
function samplePhrases(pages: readonly Page[]): (Page & { words: string })[] {
  const choices = fc.sample(fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 4, max: 11 })), {
    seed: 7,
    numRuns: phraseCount * 2,
  })
  const phrases = choices.flatMap(([pageChoice, wordChoice, count]) => {
    const page = pages[pageChoice % pages.length]
    if (!page) return []
    const words = [...page.text.matchAll(/\S+/g)]
    const from = wordChoice % Math.max(1, words.length - count)
    const [first, last] = [words[from], words[from + count - 1]]
    if (!first || !last) return []
    const phrase = page.text.slice(first.index, last.index + last[0].length)
    return lettersOf(phrase).length > 10 ? [{ ...page, words: phrase }] : []
  })
  return phrases.slice(0, phraseCount)
}

async function isFound(ada: Api, { documentId, page, text }: Page, words: string): Promise<boolean> {
  const q = `"${words.replace(/["“”„«»]/g, ' ')}"`
  const { items }: { items: Item[] } = await (await ada.get(`/search?limit=200&q=${encodeURIComponent(q)}`)).json()
  return items.some((item) => {
    const { start } = item.passage
    const marked = item.snippet.highlights.map(([from, to]) => text.slice(start + from, start + to))
    const isExact = marked.length > 0 && marked.every((mark) => lettersOf(mark) === lettersOf(words))
    return item.documentId === documentId && item.page === page && isExact && item.boxes.length > 0
  })
}

/** Punctuation is not part of a match, so only letters and digits are compared. */
function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
