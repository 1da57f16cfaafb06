import { z } from 'zod'

/** From year 1 to 9999 in UTC: what RFC 3339, JavaScript and PostgreSQL all can write. There is no year 0 in PostgreSQL. */
const first = Date.parse('0001-01-01T00:00:00Z')
const last = Date.parse('9999-12-31T23:59:59.999Z')

function isKeepable(text: string): boolean {
  const at = Date.parse(text)
  return at >= first && at <= last
}

const range = 'A time lies in the years 0001 to 9999, in UTC.'

/** A time with its offset from UTC (RFC 3339). */
export const moment = z.iso.datetime({ offset: true }).refine(isKeepable, range)

/** The same, or a day for its beginning in UTC. */
export const momentOrDay = z.iso.datetime({ offset: true }).or(z.iso.date()).refine(isKeepable, range)
