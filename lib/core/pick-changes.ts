import { isDeepStrictEqual } from 'node:util'

type Changes<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> }

/** The fields of a partial update that are set and differ from the current values. */
export function pickChanges<T extends object>(update: T, before: { [Key in keyof T]?: unknown }): Changes<T> {
  const isChanged = ([key, value]: [string, unknown]) =>
    value !== undefined && !isDeepStrictEqual(value, before[key as keyof T])
  return Object.fromEntries(Object.entries(update).filter(isChanged)) as Changes<T>
}
