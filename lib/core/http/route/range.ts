/** Both ends inclusive. */
export type ByteRange = { start: number; end: number }

/**
 * Parses a `Range` header for a file of `bytes` (RFC 9110, 14). Null means the whole file, also for several ranges, other units and
 * invalid values. A suffix longer than the file selects the whole file; numbers may have any number of digits.
 */
export function parseRange(header: string | null, bytes: number): ByteRange | 'unsatisfiable' | null {
  const found = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(header ?? '')
  if (!found) return null
  const [, first = '', last = ''] = found
  if (first === '' && last === '') return null
  if (first === '') {
    const suffix = Number(last)
    return suffix === 0 || bytes === 0 ? 'unsatisfiable' : { start: Math.max(0, bytes - suffix), end: bytes - 1 }
  }
  const start = Number(first)
  if (last !== '' && Number(last) < start) return null
  if (start >= bytes) return 'unsatisfiable'
  return { start, end: last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1) }
}

/** Whether the range applies under If-Range (RFC 9110, 13.1.5). A date never matches, because LexAI sends no Last-Modified. */
export function rangeStillValid(ifRange: string | null, etag: string | null): boolean {
  return ifRange === null || (etag !== null && ifRange === etag)
}
