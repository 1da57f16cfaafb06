/** An occurrence of a clause in a text: UTF-16 offsets, end exclusive; `quality` is 1 for the form that was typed, less for others. */
export type Match = { start: number; end: number; quality: number }

export function hasMatches(matches: readonly Match[] | undefined): boolean {
  return matches !== undefined && matches.length > 0
}
