/**
 * The pages that a text such as `1-3, 7` or `5-` names, in their order, each once; null where it names none, or one that the document
 * has not.
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
