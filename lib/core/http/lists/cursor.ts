import { z } from 'zod'
import { AppError } from '../../errors.ts'
import { findUnstorable } from '../input/storable-json.ts'
import { wholeNumber } from '../input/whole-number.ts'

/** The query parameters of every list; extend it with a list's own: `listQuery.extend({ tag: … })`. */
export const listQuery = z.object({
  limit: wholeNumber(1, 200).default(50),
  cursor: z.string().max(2048).optional(),
})

/** An opaque cursor for keyset pagination: the sort keys of the last item of a page. */
export function encodeCursor(position: Record<string, unknown>): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/** The sort keys in a cursor, validated by `schema`. Throws `request.malformed` for a cursor that no list returned. */
export function decodeCursor<Position extends z.ZodType>(cursor: string, schema: Position): z.output<Position> {
  let position: unknown
  try {
    position = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    throw invalidCursor()
  }
  const parsed = schema.safeParse(position)
  if (!parsed.success || findUnstorable(position) !== null) throw invalidCursor()
  return parsed.data
}

export function invalidCursor(): AppError {
  return new AppError('request.malformed', { detail: 'The cursor was not returned by this list.' })
}
