import { z } from 'zod'
import { decodeCursor, encodeCursor } from '#lib/core/http/lists/cursor.ts'
import { fnv1a } from './fnv1a.ts'
import type { SortKey } from './hit.ts'
import type { Relaxation } from './relaxation.ts'
import { maxCursorLength } from './schema.ts'

/**
 * Where a result list continues, and everything its order depends on, so that each page appears once while documents are added:
 * `newest` is the last passage id that is searched, `weights` are the groups' inverse document frequencies.
 */
export type SearchPosition = { newest: number; weights: number[]; after: SortKey } & Relaxation

/** Whether a spelling suggestion of a clause was matched on the first page; null for a clause without matched suggestions. */
export type SpellingFilter = ((suggestion: string) => boolean) | null

const anySpelling = '*'

const searchCursor = z.object({
  newest: z.int().nonnegative(),
  spellingLookup: z.enum(['edits', 'trigrams']).nullable(),
  /** For each clause one byte per spelling suggestion, base64url; an empty string for none, `*` for any. */
  spellings: z.array(z.string()),
  isRelaxed: z.boolean(),
  isPartial: z.boolean(),
  /** In hundredths, as 16-bit integers in base64url. */
  weights: z.string(),
  after: z.tuple([z.number(), z.string(), z.int()]),
})

/**
 * Encodes a position in at most `maxCursorLength` characters, because proxies limit the length of URLs. `spellings` are the matched
 * suggestions of each clause; they would not fit, so they are looked up again, and a fingerprint of each leaves out words indexed since.
 * If not even the fingerprints fit, all suggestions are used again.
 */
export function encodeSearchCursor(position: SearchPosition, spellings: readonly (readonly string[])[]): string {
  const encode = (encodeSpellings: (words: readonly string[]) => string) =>
    encodeCursor({
      ...position,
      weights: encodeWeights(position.weights),
      spellings: position.spellingLookup === null ? [] : spellings.map(encodeSpellings),
    } satisfies z.output<typeof searchCursor>)
  const cursor = encode((words) => Buffer.from(words.map(fingerprint)).toString('base64url'))
  return cursor.length <= maxCursorLength ? cursor : encode((words) => (words.length > 0 ? anySpelling : ''))
}

/** Decodes a cursor; throws `request.malformed` for one that encodeSearchCursor did not produce. */
export function decodeSearchCursor(cursor: string): SearchPosition & { spellingFilters: SpellingFilter[] } {
  const { spellings, weights, ...position } = decodeCursor(cursor, searchCursor)
  return { ...position, weights: decodeWeights(weights), spellingFilters: spellings.map(toSpellingFilter) }
}

function toSpellingFilter(encoded: string): SpellingFilter {
  if (encoded === '') return null
  if (encoded === anySpelling) return () => true
  const fingerprints = new Set(Buffer.from(encoded, 'base64url'))
  return (suggestion) => fingerprints.has(fingerprint(suggestion))
}

/** FNV-1a, folded to 8 bits. */
function fingerprint(word: string): number {
  const hash = fnv1a(word)
  return (hash ^ (hash >>> 8) ^ (hash >>> 16) ^ (hash >>> 24)) & 0xff
}

function encodeWeights(weights: readonly number[]): string {
  const bytes = Buffer.alloc(weights.length * 2)
  for (const [index, weight] of weights.entries()) bytes.writeUInt16LE(Math.round(weight * 100), index * 2)
  return bytes.toString('base64url')
}

function decodeWeights(encoded: string): number[] {
  const bytes = Buffer.from(encoded, 'base64url')
  return Array.from({ length: bytes.length >> 1 }, (_, index) => bytes.readUInt16LE(index * 2) / 100)
}
