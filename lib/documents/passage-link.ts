/**
 * A link to passages of a page, as a URL parameter: `/documents/<id>?page=3&mark=v1.3.120-160.1x8k2f0`.
 *
 * `v<version>.<page>.<start>-<end>[_<start>-<end>…].<digest>`: the document's version number, the page's number, one or more
 * ranges in UTF-16 offsets of that page's text (end exclusive), and a digest of the text in them. Offsets survive reprocessing of the
 * version; if the text no longer matches the digest, nothing is highlighted.
 */
export type PassageLink = {
  version: number
  page: number
  ranges: TextRange[]
  digest: string
}

/** UTF-16 offsets in a page's text, end exclusive. */
export type TextRange = readonly [start: number, end: number]

/** A link contains at most this many ranges; further ones are dropped. */
export const maxLinkRanges = 40

const pattern = /^v([1-9]\d{0,5})\.([1-9]\d{0,6})\.((?:\d{1,9}-\d{1,9}_)*\d{1,9}-\d{1,9})\.([0-9a-z]{1,8})$/

/** Sorts the ranges, drops empty ones, and joins those that touch or overlap. */
export function mergeRanges(ranges: Iterable<TextRange>): TextRange[] {
  const sorted = [...ranges].filter(([start, end]) => end > start).sort((a, b) => a[0] - b[0] || a[1] - b[1])
  const merged: [number, number][] = []
  for (const [start, end] of sorted) {
    const last = merged.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else merged.push([start, end])
  }
  return merged
}

/** FNV-1a of the text in the ranges, with white space normalised, in base 36. It detects changes; it is not cryptographic. */
export function digestQuote(text: string, ranges: Iterable<TextRange>): string {
  const quote = [...ranges].map(([start, end]) => text.slice(start, end).replace(/\s+/gu, ' ').trim()).join('\n')
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(quote)) hash = Math.imul(hash ^ byte, 0x01000193)
  return (hash >>> 0).toString(36)
}

/** A link to `ranges` of the page whose full text is `text`. Null if all ranges are empty. */
export function createPassageLink(at: {
  version: number
  page: number
  ranges: Iterable<TextRange>
  text: string
}): PassageLink | null {
  const ranges = mergeRanges(at.ranges).slice(0, maxLinkRanges)
  if (ranges.length === 0) return null
  return { version: at.version, page: at.page, ranges, digest: digestQuote(at.text, ranges) }
}

export function formatPassageLink({ version, page, ranges, digest }: PassageLink): string {
  return `v${version}.${page}.${ranges.map(([start, end]) => `${start}-${end}`).join('_')}.${digest}`
}

/** Null if the value is not a valid link. */
export function parsePassageLink(value: string): PassageLink | null {
  const [, version, page, list, digest] = pattern.exec(value) ?? []
  if (!version || !page || !list || !digest) return null
  const ranges = list.split('_').map((range): TextRange => {
    const [start, end] = range.split('-').map(Number)
    return [start ?? 0, end ?? 0]
  })
  if (ranges.length > maxLinkRanges || ranges.some(([start, end]) => end <= start)) return null
  return { version: Number(version), page: Number(page), ranges: mergeRanges(ranges), digest }
}

/** Whether the page's text in the ranges is unchanged since the link was created. */
export function isPassageIntact(link: PassageLink, text: string): boolean {
  return link.ranges.every(([, end]) => end <= text.length) && digestQuote(text, link.ranges) === link.digest
}

/** The path of the document, opened at the passages of the link; without a link, at the page of the current version. */
export function documentPath(documentId: string, at: { link?: PassageLink | null; page?: number } = {}): string {
  const page = at.link?.page ?? at.page
  const query = new URLSearchParams()
  if (page !== undefined) query.set('page', String(page))
  if (at.link) query.set('mark', formatPassageLink(at.link))
  const path = `/documents/${encodeURIComponent(documentId)}`
  return query.size > 0 ? `${path}?${query}` : path
}
