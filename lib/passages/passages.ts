import type { Tx } from '#lib/core/db/client.ts'
import { passageLexemes, passagesPerBlock } from '#lib/search/lexemes.ts'
import { type Heading, readLine } from './headings.ts'

export type PassageDraft = {
  page: number
  /** UTF-16 offsets into the page's text, end exclusive. */
  start: number
  end: number
  headingPath: string[]
  text: string
  /** What follows on the page: enough of it for the phrases that begin in the passage. */
  after: string
}

/** The headings that stand above whatever comes next: carried from one range of pages to the following one. Plain JSON. */
export type SplitterState = { path: Heading[] }
export const firstState: SplitterState = { path: [] }

const minLength = 300
const maxLength = 1200
/** Below this even a heading does not begin a passage of its own. */
const tinyLength = 60
/** Characters of what follows a passage that phrases are looked for in: a dozen words, and the gaps of a form between them. */
const afterLength = 600

/** A piece of a page that is not parted unless it is too long: a clause, a definition, a paragraph. `isBare`: a heading alone. */
type Block = { start: number; end: number; isStart: boolean; isHeaded: boolean; isBare: boolean; path: string[] }

/**
 * Splits pages along the document's own structure into passages of about 300 to 1,200 characters. Every character of a page that is
 * not blank lies in exactly one passage, a passage lies on one page, and the same text always gives the same passages. Pages may
 * come in ranges: the state of one call goes into the next.
 */
export function splitPassages(
  pages: readonly { number: number; text: string }[],
  state: SplitterState = firstState,
): { passages: PassageDraft[]; state: SplitterState } {
  const passages: PassageDraft[] = []
  let path = state.path
  for (const page of pages) {
    const read = readBlocks(page.text, path)
    path = read.path
    for (const { start, end, path: headingPath } of pack(page.text, read.blocks)) {
      const text = page.text.slice(start, end)
      const after = page.text.slice(end, end + afterLength)
      passages.push({ page: page.number, start, end, headingPath, text, after })
    }
  }
  return { passages, state: { path } }
}

function readBlocks(text: string, before: Heading[]): { blocks: Block[]; path: Heading[] } {
  const lines = readLines(text)
  const blocks: Block[] = []
  let path = before
  let block: Block | null = null
  let isAfterBlank = true
  for (const [index, line] of lines.entries()) {
    if (line.text.trim() === '') {
      isAfterBlank = true
      continue
    }
    const { heading, isStart } = readLine(line.text, lines[index - 1]?.text ?? '', lines[index + 1]?.text ?? '')
    if (heading) path = [...path.filter((above) => above.level < heading.level), heading]
    if (!block || isAfterBlank || isStart) {
      const isBare = heading !== null && line.text.trim().length < heading.label.length + 4
      block = { ...line, isStart, isHeaded: heading !== null, isBare, path: path.map((above) => above.label) }
      blocks.push(block)
    } else {
      block.end = line.end
      block.isBare = false
    }
    isAfterBlank = false
  }
  return { blocks, path }
}

function readLines(text: string): { start: number; end: number; text: string }[] {
  let start = 0
  return text.split('\n').map((line) => {
    const read = { start, end: start + line.length, text: line }
    start = read.end + 1
    return read
  })
}

/** Joins blocks until a passage is long enough, and parts those that are too long at the ends of sentences. */
function pack(text: string, blocks: readonly Block[]): Block[] {
  const packed: Block[] = []
  let current: Block | null = null
  for (const block of blocks) {
    if (current && !isBreak(current, block)) {
      if (current.isBare || current.end - current.start < tinyLength) current.path = block.path
      current.end = block.end
      current.isBare &&= block.isBare
    } else {
      current = { ...block }
      packed.push(current)
    }
  }
  return packed.flatMap((block) => part(text, trim(text, block)))
}

/** Whether `next` begins a passage of its own. A heading stays with what it heads. */
function isBreak(current: Block, next: Block): boolean {
  const length = current.end - current.start
  if (next.end - current.start > maxLength) return true
  if (current.isBare) return false
  if (next.isHeaded) return length >= tinyLength
  if (!next.isStart && next.end - next.start < tinyLength) return false
  return length >= minLength && (next.isStart || next.end - current.start > (minLength + maxLength) / 2)
}

function trim(text: string, block: Block): Block {
  let { start, end } = block
  while (start < end && isBlank(text, start)) start++
  while (end > start && isBlank(text, end - 1)) end--
  return { ...block, start, end }
}

function part(text: string, block: Block): Block[] {
  const parts: Block[] = []
  let rest = block
  while (rest.end - rest.start > maxLength) {
    const cut = findCut(text, rest.start, rest.end)
    parts.push(trim(text, { ...rest, end: cut }))
    rest = trim(text, { ...rest, start: cut })
  }
  if (rest.end > rest.start) parts.push(rest)
  return parts
}

/** Where a text that is too long is parted: after a sentence, else a semicolon, else at a blank, else anywhere but inside a pair. */
function findCut(text: string, start: number, end: number): number {
  const latest = Math.min(start + maxLength, end - tinyLength)
  const earliest = start + minLength
  for (const mark of [/[.!?]["”’)]*\s+(?=["“(]*[\p{Lu}\d(])/gu, /[;:]\s+/g, /\s+/g]) {
    const places = [...text.slice(earliest, latest).matchAll(mark)]
    const last = places.at(-1)
    if (last) return earliest + last.index + last[0].length
  }
  const unit = text.charCodeAt(latest)
  return unit >= 0xdc00 && unit <= 0xdfff ? latest - 1 : latest
}

function isBlank(text: string, index: number): boolean {
  return text.slice(index, index + 1).trim() === ''
}

/**
 * Puts the passages of the pages `fromPage` to `toPage` of a version in the place of those that stand there, and their words
 * among those that near spellings are looked for in. Three statements, whatever the number of passages.
 */
export async function replacePassages(
  tx: Tx,
  target: { versionId: string; documentId: string; matterId: string; fromPage: number; toPage: number },
  passages: readonly PassageDraft[],
): Promise<void> {
  const { versionId, documentId, fromPage, toPage } = target
  await tx.$executeRaw`
    DELETE FROM "Passage" WHERE "versionId" = ${versionId}::uuid AND page BETWEEN ${fromPage} AND ${toPage}`
  if (passages.length === 0) return
  const indexed = passages.map((passage) => passageLexemes(passage, target))
  await tx.$executeRaw`
    INSERT INTO "Passage" (id, "versionId", "documentId", page, start, "end", "headingPath", text, vector)
    SELECT id, ${versionId}::uuid, ${documentId}::uuid, page, start, "end",
      string_to_array(headings, chr(31)), text, (lexemes || ' ''b:' || id / ${passagesPerBlock}::int || '''')::tsvector
    FROM (
      SELECT nextval('"Passage_id_seq"') AS id, drafts.*
      FROM unnest(
        ${passages.map((passage) => passage.page)}::int[], ${passages.map((passage) => passage.start)}::int[],
        ${passages.map((passage) => passage.end)}::int[],
        ${passages.map((passage) => passage.headingPath.map((label) => label.replaceAll('\u001f', ' ')).join('\u001f'))}::text[],
        ${passages.map((passage) => passage.text)}::text[], ${indexed.map(({ vector }) => vector)}::text[]
      ) AS drafts (page, start, "end", headings, text, lexemes)
    ) AS numbered`
  await addSpellings(tx, new Set(indexed.flatMap(({ words }) => [...words])))
}

/** Words of letters alone, sorted, so that two ingests at once wait for each other in one order. */
async function addSpellings(tx: Tx, words: ReadonlySet<string>): Promise<void> {
  const spellings = [...words].filter((word) => /^\p{L}{3,32}$/u.test(word)).sort()
  await tx.$executeRaw`
    INSERT INTO "Spelling" (word) SELECT word FROM unnest(${spellings}::text[]) AS added (word)
    WHERE NOT EXISTS (SELECT FROM "Spelling" AS known WHERE known.word = added.word)
    ON CONFLICT DO NOTHING`
}
