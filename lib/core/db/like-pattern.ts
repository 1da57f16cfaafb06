/** A text to look for with LIKE, or Prisma's `contains`, which is LIKE too: in it `%`, `_` and `\\` stand for themselves. */
export function escapeLikePattern(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
