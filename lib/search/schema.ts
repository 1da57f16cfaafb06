import { z } from 'zod'
import { wholeNumber } from '#lib/core/http/input/whole-number.ts'

export const maxQueryLength = 500

/** How many pages are counted and can be paged through; a search that finds more says exactly this many. */
export const maxTotal = 500

/** A cursor carries the near spellings of every word asked for: at most a dozen for each of 32 words. */
const maxCursorLength = 14_000

const range = z.tuple([z.int().nonnegative(), z.int().nonnegative()])

export const searchInput = z.object({
  q: z.string().max(maxQueryLength),
  matterId: z.string().optional(),
  documentId: z.string().optional(),
  limit: wholeNumber(1, 200).default(50),
  cursor: z.string().max(maxCursorLength).optional(),
})
export type SearchInput = z.output<typeof searchInput>

export const searchItem = z
  .object({
    documentId: z.string(),
    matterId: z.string(),
    title: z.string(),
    version: z.int(),
    page: z.int(),
    passage: z
      .object({ start: z.int(), end: z.int() })
      .describe(
        'Where the snippet stands in the page’s text, in UTF-16 units. A highlight is at this start plus its own.',
      ),
    headingPath: z.array(z.string()).describe('The headings above it, outermost first.'),
    snippet: z.object({
      text: z.string(),
      highlights: z
        .array(range)
        .describe('The words that were found, in UTF-16 units of the snippet’s text, end exclusive.'),
    }),
    boxes: z
      .array(z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }))
      .describe('The same words on the page: points, origin top left.'),
    score: z.number(),
  })
  .meta({ id: 'SearchItem' })
export type SearchItem = z.output<typeof searchItem>

export const searchReply = z
  .object({
    items: z.array(searchItem),
    total: z.int().describe(`Pages found, counted up to ${maxTotal}.`),
    coverage: z.object({
      documents: z.int(),
      pages: z.int(),
      unreadablePages: z.int().describe('Pages without text that could be read: nothing on them can be found.'),
    }),
    spelling: z
      .array(z.object({ typed: z.string(), found: z.array(z.string()) }))
      .describe('Words that stand nowhere as typed, with the near spellings found in their place.'),
    isPartial: z.boolean().describe('True when no passage has everything asked for, and these have the most of it.'),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'SearchResult' })
export type SearchReply = z.output<typeof searchReply>
