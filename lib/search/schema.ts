import { z } from 'zod'
import { wholeNumber } from '#lib/core/http/input/whole-number.ts'

export const maxQueryLength = 500

/** The maximum number of results: a search that finds more pages returns, and counts, exactly this many. */
export const maxTotal = 500

/** Together with the longest query a URL then stays below the 8 KiB that proxies commonly accept. */
export const maxCursorLength = 2000

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
        'The snippet’s position in the page’s text, in UTF-16 code units. Add `start` to a highlight to get its position on the page.',
      ),
    headingPath: z.array(z.string()).describe('The headings above the passage, outermost first.'),
    snippet: z.object({
      text: z.string(),
      highlights: z
        .array(range)
        .describe('The matched words as ranges of the snippet’s text, in UTF-16 code units, end exclusive.'),
    }),
    boxes: z
      .array(z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }))
      .describe('The boxes of the highlights on the page, in points from the top left corner.'),
    score: z.number(),
  })
  .meta({ id: 'SearchItem' })
export type SearchItem = z.output<typeof searchItem>

export const searchReply = z
  .object({
    items: z.array(searchItem),
    total: z.int().describe(`The number of matching pages, up to ${maxTotal}.`),
    coverage: z.object({
      documents: z.int(),
      pages: z.int(),
      unreadablePages: z.int().describe('Pages without readable text, which cannot be searched.'),
    }),
    spelling: z
      .array(z.object({ typed: z.string(), found: z.array(z.string()) }))
      .describe('Words that occur nowhere as typed, with the similar words that were found instead.'),
    isPartial: z.boolean().describe('True if no passage matches the whole query, and the results match parts of it.'),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'SearchResult' })
export type SearchReply = z.output<typeof searchReply>
