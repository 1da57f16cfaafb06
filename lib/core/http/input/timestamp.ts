import { z } from 'zod'

/** Years 1 to 9999 in UTC, which RFC 3339, JavaScript and PostgreSQL can all represent. PostgreSQL has no year 0. */
const earliest = Date.parse('0001-01-01T00:00:00Z')
const latest = Date.parse('9999-12-31T23:59:59.999Z')

function isInRange(text: string): boolean {
  const at = Date.parse(text)
  return at >= earliest && at <= latest
}

const message = 'The year must be between 0001 and 9999 in UTC.'

/** A timestamp with a UTC offset (RFC 3339). */
export const timestamp = z.iso.datetime({ offset: true }).refine(isInRange, message)

/** A timestamp, or a date that stands for its first instant in UTC. */
export const timestampOrDate = z.iso.datetime({ offset: true }).or(z.iso.date()).refine(isInRange, message)
