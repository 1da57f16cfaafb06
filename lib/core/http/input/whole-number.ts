import { z } from 'zod'

/**
 * A whole number as an address writes it, in decimal digits alone: `0x10`, `1e2`, `+5` and `05` are text, so that one resource has one
 * address.
 */
export function wholeNumber(min: number, max: number) {
  const read = (text: unknown) => (typeof text === 'string' && /^(0|[1-9]\d{0,14})$/.test(text) ? Number(text) : text)
  return z.preprocess(read, z.int('Must be a whole number, in digits alone').min(min).max(max))
}
