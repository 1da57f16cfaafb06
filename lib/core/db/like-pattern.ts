/** Escapes `%`, `_` and `\\` in a text for LIKE, and for Prisma's `contains`, which uses LIKE without escaping. */
export function escapeLikePattern(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
