import { encodeCursor } from './cursor.ts'

export type List<Item> = { items: Item[]; nextCursor: string | null }

/**
 * One page of rows that were read with `take: limit + 1`: the row too many says that there is more. `position` gives the sort
 * keys of the last row for the cursor.
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
