import { z } from 'zod'
import { AppError } from '../../errors.ts'
import { textFault } from '../input/storable-json.ts'
import { wholeNumber } from '../input/whole-number.ts'

/** The query of every list; spread it into the list's own: `z.object({ ...listQuery.shape, tag: … })`. */
export const listQuery = z.object({
  limit: wholeNumber(1, 200).default(50),
  cursor: z.string().max(2048).optional(),
})

/** An opaque cursor: the sort keys of the last item given. */
export function encodeCursor(position: Record<string, unknown>): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/** The position in a cursor, checked by `schema`; throws `request.malformed` for one that we did not make. */
export function decodeCursor<Position extends z.ZodType>(cursor: string, schema: Position): z.output<Position> {
  let position: unknown
  try {
    position = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    throw badCursor()
  }
  const checked = schema.safeParse(position)
  if (!checked.success || textFault(position) !== null) throw badCursor()
  return checked.data
}

/** A cursor that this list never gave out, such as an empty one. */
export function badCursor(): AppError {
  return new AppError('request.malformed', { detail: 'The cursor is not one that this list gave out.' })
}
