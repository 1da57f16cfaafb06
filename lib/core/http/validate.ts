import type { z } from 'zod'
import { AppError, type FieldError } from '../errors.ts'

/** Parses with the route's schema; throws `request.invalid` with a pointer for each value that will not do. */
export function validate<Schema extends z.ZodType>(schema: Schema, value: unknown, prefix = ''): z.output<Schema> {
  if (hasNul(value))
    throw invalid([{ pointer: prefix, code: 'invalid_string', detail: 'U+0000 is not accepted in text.' }])
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw invalid(result.error.issues.flatMap((issue) => fieldErrors(issue, prefix)))
}

function invalid(errors: FieldError[]): AppError {
  return new AppError('request.invalid', { errors })
}

function fieldErrors(issue: z.core.$ZodIssue, prefix: string): FieldError[] {
  const at = (path: readonly PropertyKey[]) => prefix + toPointer(path)
  if (issue.code !== 'unrecognized_keys') return [{ pointer: at(issue.path), code: issue.code, detail: issue.message }]
  return issue.keys.map((key) => ({
    pointer: at([...issue.path, key]),
    code: issue.code,
    detail: 'Not a known member.',
  }))
}

/** A JSON Pointer (RFC 6901) to a place in the body; empty for the whole of it. */
export function toPointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** Whether a U+0000 stands anywhere in it, which PostgreSQL's text cannot hold. Without recursion: the depth is the client's choice. */
export function hasNul(value: unknown): boolean {
  const waiting = [value]
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (typeof next === 'string') {
      if (next.includes('\0')) return true
    } else if (Array.isArray(next)) {
      for (const item of next) waiting.push(item)
    } else if (next !== null && typeof next === 'object') {
      for (const [name, member] of Object.entries(next)) {
        if (name.includes('\0')) return true
        waiting.push(member)
      }
    }
  }
  return false
}
