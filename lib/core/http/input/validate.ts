import type { z } from 'zod'
import { AppError, type FieldError } from '../../errors.ts'
import { type TextFault, textFault } from './storable-json.ts'

/** As many errors as somebody reads. A refusal must not be larger, or dearer to make, than what it refuses. */
const maxErrors = 100
/** Names longer than this are not repeated; the object that they stand in is named instead. */
const maxNameChars = 256

/** Parses with the route's schema; throws `request.invalid` with a pointer for each of the first hundred values that will not do. */
export function validate<Schema extends z.ZodType>(schema: Schema, value: unknown, prefix = ''): z.output<Schema> {
  const fault = textFault(value)
  if (fault) throw invalid([{ pointer: prefix, ...faults[fault] }])
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw invalid(result.error.issues.slice(0, maxErrors).flatMap((issue) => fieldErrors(issue, prefix)))
}

const faults: Record<TextFault, Omit<FieldError, 'pointer'>> = {
  nul: { code: 'invalid_string', detail: 'U+0000 is not accepted in text.' },
  surrogate: { code: 'invalid_string', detail: 'Half a surrogate pair is not text.' },
  crowded: { code: 'too_big', detail: 'There are too many values in it.' },
}

function invalid(errors: FieldError[]): AppError {
  return new AppError('request.invalid', { errors: errors.slice(0, maxErrors) })
}

function fieldErrors(issue: z.core.$ZodIssue, prefix: string): FieldError[] {
  const at = (path: readonly PropertyKey[]) => prefix + toPointer(path)
  if (issue.code !== 'unrecognized_keys')
    return [{ pointer: at(issue.path), code: codeOf(issue), detail: issue.message }]
  return issue.keys.slice(0, maxErrors).map((key) => ({
    pointer: at(key.length > maxNameChars ? issue.path : [...issue.path, key]),
    code: issue.code,
    detail: 'Not a known member.',
  }))
}

/** zod's own, or the one that a check of ours was given in its `params`. */
function codeOf(issue: z.core.$ZodIssue): string {
  const own = issue.code === 'custom' ? issue.params?.code : undefined
  return typeof own === 'string' ? own : (issue.code ?? 'custom')
}

/** A JSON Pointer (RFC 6901) to a place in the body; empty for the whole of it. */
export function toPointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
