/**
 * Parses page ranges such as `1-3, 7` or `5-` to sorted page numbers without duplicates; null where the text is invalid or names a
 * page beyond the end of the document.
 */
export function parsePageRange(text: string, pageCount: number): number[] | null {
  const pages = new Set<number>()
  for (const part of text.split(',').map((each) => each.trim())) {
    const found = /^(\d+)?\s*(-|–)?\s*(\d+)?$/.exec(part)
    if (!found || (found[1] === undefined && found[3] === undefined)) return null
    const first = Number(found[1] ?? 1)
    const last = found[2] ? Number(found[3] ?? pageCount) : first
    if (first < 1 || last > pageCount || first > last) return null
    for (let page = first; page <= last; page++) pages.add(page)
  }
  return pages.size > 0 ? [...pages].sort((a, b) => a - b) : null
}
