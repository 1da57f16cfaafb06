export type TextFault = 'nul' | 'surrogate' | 'crowded'

/** Far more than any route takes; what has more is refused before a schema looks at each of them. */
const maxValues = 10_000

/**
 * What keeps a JSON value out of PostgreSQL, whose text is UTF-8 without U+0000: a U+0000 or half a surrogate pair, in a string or a
 * member's name (RFC 8259, 8.2, leaves both to the receiver). Or that it has too many values. Without recursion: the depth is
 * the client's choice.
 */
export function textFault(value: unknown): TextFault | null {
  const waiting = [value]
  let seen = 0
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (typeof next === 'string') {
      const fault = faultOf(next)
      if (fault) return fault
    } else if (next !== null && typeof next === 'object') {
      const names = Array.isArray(next) ? [] : Object.keys(next)
      seen += Array.isArray(next) ? next.length : names.length
      if (seen > maxValues) return 'crowded'
      for (const name of names) waiting.push(name)
      for (const member of Object.values(next)) waiting.push(member)
    }
  }
  return null
}

function faultOf(text: string): TextFault | null {
  if (text.includes('\0')) return 'nul'
  return text.isWellFormed() ? null : 'surrogate'
}
