/** Why a JSON value is rejected: U+0000, a lone surrogate, or more than `maxValues` values. */
export type Unstorable = 'nul' | 'surrogate' | 'too_many_values'

/** Far more than any route needs. A larger value is rejected before the schema validates each member. */
const maxValues = 10_000

/**
 * Finds what PostgreSQL cannot store in a JSON value: U+0000 or a lone surrogate in a string or a member name (RFC 8259, 8.2, allows
 * both). Also limits the number of values. Iterative, because the client chooses the depth.
 */
export function findUnstorable(value: unknown): Unstorable | null {
  const stack = [value]
  let values = 0
  while (stack.length > 0) {
    const next = stack.pop()
    if (typeof next === 'string') {
      const problem = checkText(next)
      if (problem) return problem
    } else if (next !== null && typeof next === 'object') {
      const names = Array.isArray(next) ? [] : Object.keys(next)
      values += Array.isArray(next) ? next.length : names.length
      if (values > maxValues) return 'too_many_values'
      for (const name of names) stack.push(name)
      for (const member of Object.values(next)) stack.push(member)
    }
  }
  return null
}

function checkText(text: string): Unstorable | null {
  if (text.includes('\0')) return 'nul'
  return text.isWellFormed() ? null : 'surrogate'
}
