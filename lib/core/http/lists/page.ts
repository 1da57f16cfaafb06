import { z } from 'zod'
import { encodeCursor } from './cursor.ts'

/** One page of a list. `nextCursor` is null on the last page. */
export type List<Item> = { items: Item[]; nextCursor: string | null }

/** The schema of a `List`, for the replies of a route. */
export function listSchema<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() })
}

/**
 * One page of rows that were selected with `take: limit + 1`: the additional row shows that there is another page. `position` returns
 * the sort keys of the last row for the cursor.
 */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  position: (row: Row) => Record<string, unknown>,
  present: (row: Row) => Item,
): List<Item> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map((row) => present(row)),
    nextCursor: last && rows.length > limit ? encodeCursor(position(last)) : null,
  }
}
