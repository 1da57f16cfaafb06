/** For Prisma's `contains`, which leaves `%`, `_` and `\\` the meaning that LIKE gives them: here they stand for themselves. */
export function literalPattern(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
