import { z } from 'zod'

/**
 * An integer in a query or path, written in decimal digits only. `0x10`, `1e2`, `+5` and `05` are rejected, so that every resource has
 * exactly one URL.
 */
export function wholeNumber(min: number, max: number) {
  const toNumber = (text: unknown) =>
    typeof text === 'string' && /^(0|[1-9]\d{0,14})$/.test(text) ? Number(text) : text
  return z.preprocess(toNumber, z.int('Must be an integer in decimal digits').min(min).max(max))
}
