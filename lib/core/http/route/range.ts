/** Both ends inclusive. */
export type ByteRange = { start: number; end: number }

/**
 * What a `Range` header asks of a file of `bytes` (RFC 9110, 14): one range, 'unsatisfiable', or null for the whole: that is the
 * answer to several ranges, to other units and to what cannot be read. A suffix longer than the file is the whole file as a range; a number may be as long as it likes.
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

/** If-Range (13.1.5): the range counts only while the file is still the one it was asked of. A date never matches: we send none. */
export function rangeStillValid(ifRange: string | null, etag: string | null): boolean {
  return ifRange === null || (etag !== null && ifRange === etag)
}
