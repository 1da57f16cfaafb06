import { z } from 'zod'

/**
 * Where a list of hits goes on, and everything that its order hangs on: the newest passage it knows of, how the query was widened,
 * the weights. So each page comes once, also while documents are added.
 */
export const searchCursor = z.object({
  newest: z.int().nonnegative(),
  similar: z.array(z.array(z.string().max(64)).max(12)).max(64),
  isPartial: z.boolean(),
  isLoose: z.boolean(),
  weights: z.array(z.number()).max(64),
  after: z.tuple([z.number(), z.string(), z.int()]),
})
export type SearchCursor = z.output<typeof searchCursor>
