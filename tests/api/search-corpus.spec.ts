import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { search } from '#lib/search/queries.ts'
import { tokenize } from '#lib/search/tokens.ts'
import type { Api } from '#tests/support/api.ts'
import { corpusFolder, hasCorpus, listCuad } from '#tests/support/corpus.ts'
import { uploadPdf, waitUntilSettled } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser, type Person, principalOf } from '#tests/support/people.ts'

test.skip(!hasCorpus, 'there is no corpus of contracts in ../shared/corpus')

/** Words that stand on a page, and all pages where they are known to. */
type Phrase = { documentId: string; pages: number[]; words: string }
type Read = { id: string; name: string; pages: string[] }

const maxLength = 480
const phraseCount = 300

test('what stands on a page is found there, word for word', async ({ api }) => {
  test.setTimeout(180_000)
  const person = await createUser()
  const library = await readLibrary(await api(person))
  const phrases = samplePhrases(library)
  expect(phrases).toHaveLength(phraseCount)
  expect(await findMissing(person, library, phrases)).toEqual([])
  const quotes = readQuotes(library)
  expect(quotes.length).toBeGreaterThan(500)
  const missing = await findMissing(person, library, quotes)
  // The labels were made on another text of the contracts, with blanks within words in places.
  expect(missing.length / quotes.length, missing.join('\n')).toBeLessThan(0.01)
})

async function readLibrary(ada: Api): Promise<Read[]> {
  const uploaded = []
  for (const { id: name, pdf } of listCuad()) {
    const document = await uploadPdf(ada, { bytes: new Uint8Array(readFileSync(pdf)), title: name, wait: false })
    uploaded.push({ id: document.id, name })
  }
  const library: Read[] = []
  for (const { id, name } of uploaded) {
    await waitUntilSettled(ada, id)
    const text = await (await ada.get(`/documents/${id}/text`)).text()
    library.push({ id, name, pages: text.split('\f') })
  }
  return library
}

/** Four to eleven words in a row from pages taken by chance, always the same. */
function samplePhrases(library: readonly Read[]): Phrase[] {
  const pages = library.flatMap(({ id, pages }) => pages.map((text, index) => ({ id, page: index + 1, text })))
  const chances = fc.sample(fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 4, max: 11 })), {
    seed: 7,
    numRuns: phraseCount * 2,
  })
  const phrases = chances.flatMap(([onPage, at, count]) => {
    const { id, page, text } = pages[onPage % pages.length] ?? { id: '', page: 0, text: '' }
    const words = [...text.matchAll(/\S+/g)]
    const place = at % Math.max(1, words.length - count)
    const [first, last] = [words[place], words[place + count - 1]]
    if (!first || !last) return []
    const phrase = { documentId: id, pages: [page], words: text.slice(first.index, last.index + last[0].length) }
    return isPhrase(phrase.words) ? [phrase] : []
  })
  return phrases.slice(0, phraseCount)
}

/** What lawyers marked in the contracts, where it stands on one page; pieces with a gap between them are one each. */
function readQuotes(library: readonly Read[]): Phrase[] {
  const ids = new Map(library.map(({ id, name }) => [name, id]))
  const lines = readFileSync(resolve(corpusFolder, 'cuad/labels.jsonl'), 'utf8').trim().split('\n')
  return lines.flatMap((line) => {
    const label: { doc: string; quotes: { text: string; pdf_pages?: [number, number][] }[] } = JSON.parse(line)
    return label.quotes.flatMap(({ text, pdf_pages = [] }) => {
      const pages = pdf_pages.filter(([from, to]) => from === to).map(([from]) => from)
      const pieces = text.split('<omitted>').filter(isPhrase)
      return pages.length === 0 ? [] : pieces.map((words) => ({ documentId: ids.get(label.doc) ?? '', pages, words }))
    })
  })
}

function isPhrase(words: string): boolean {
  return words.length <= maxLength && tokenize(words).length > 1
}

/** The phrases that are not found on their page, or of which other words are marked, or no box. */
async function findMissing(person: Person, library: readonly Read[], phrases: readonly Phrase[]): Promise<string[]> {
  const texts = new Map(library.map(({ id, pages }) => [id, pages]))
  const missing: string[] = []
  for (const { documentId, pages, words } of phrases) {
    const q = `"${words.replace(/["“”„«»]/g, ' ')}"`
    const { items } = await search(principalOf(person), { q, limit: 200 })
    const isRight = items.some(({ documentId: id, page, passage, snippet, boxes }) => {
      const text = texts.get(id)?.[page - 1] ?? ''
      const marks = snippet.highlights.map(([from, to]) => text.slice(passage.start + from, passage.start + to))
      const isExact = marks.length > 0 && boxes.length > 0 && marks.every((mark) => terms(mark) === terms(words))
      return id === documentId && pages.includes(page) && isExact
    })
    if (!isRight) missing.push(words)
  }
  return missing
}

function terms(text: string): string {
  const words = tokenize(text).filter((token) => token.span === 1)
  return words.map((token) => token.term).join(' ')
}
