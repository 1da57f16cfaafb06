import type { z } from 'zod'
import { AppError, type FieldError } from '../../errors.ts'
import { findUnstorable, type Unstorable } from './storable-json.ts'

/** Limits the size of the error response, which must not exceed that of the request. */
const maxErrors = 100
/** A longer member name is not repeated in a pointer; the pointer then names the object that contains it. */
const maxNameChars = 256

/** Parses `value` with `schema`. Throws `request.invalid` with a JSON Pointer for each of the first 100 invalid values. */
export function validate<Schema extends z.ZodType>(schema: Schema, value: unknown, prefix = ''): z.output<Schema> {
  const unstorable = findUnstorable(value)
  if (unstorable) throw invalid([{ pointer: prefix, ...unstorableErrors[unstorable] }])
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw invalid(result.error.issues.slice(0, maxErrors).flatMap((issue) => toFieldErrors(issue, prefix)))
}

const unstorableErrors: Record<Unstorable, Omit<FieldError, 'pointer'>> = {
  nul: { code: 'invalid_string', detail: 'Text must not contain U+0000.' },
  surrogate: { code: 'invalid_string', detail: 'Text must not contain a lone surrogate.' },
  too_many_values: { code: 'too_big', detail: 'The value contains too many members.' },
}

function invalid(errors: FieldError[]): AppError {
  return new AppError('request.invalid', { errors: errors.slice(0, maxErrors) })
}

function toFieldErrors(issue: z.core.$ZodIssue, prefix: string): FieldError[] {
  const at = (path: readonly PropertyKey[]) => prefix + toPointer(path)
  if (issue.code !== 'unrecognized_keys')
    return [{ pointer: at(issue.path), code: codeOf(issue), detail: issue.message }]
  return issue.keys.slice(0, maxErrors).map((key) => ({
    pointer: at(key.length > maxNameChars ? issue.path : [...issue.path, key]),
    code: issue.code,
    detail: 'Unknown member.',
  }))
}

/** The code in `params` of a custom check, else zod's own. */
function codeOf(issue: z.core.$ZodIssue): string {
  const own = issue.code === 'custom' ? issue.params?.code : undefined
  return typeof own === 'string' ? own : (issue.code ?? 'custom')
}

/** A JSON Pointer (RFC 6901) into the body; empty for the whole body. */
export function toPointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
