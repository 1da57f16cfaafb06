/**
 * The address of words on a page, as it stands in a URL: `/documents/<id>?page=3&mark=v1.3.120-160.1x8k2f0`.
 *
 * `v<version>.<page>.<start>-<end>[_<start>-<end>…].<digest>`: the document's version number, the page's number, one or more
 * stretches in UTF-16 offsets of that page's text (end exclusive), and a digest of the words that stood there. Offsets survive a
 * new ingest of the same version; where the words no longer match the digest, nothing is marked.
 */
export type PassageLink = {
  version: number
  page: number
  ranges: TextRange[]
  digest: string
}

/** UTF-16 offsets in a page's text, end exclusive. */
export type TextRange = readonly [start: number, end: number]

/** More stretches than this are not carried in a link; the first ones are. */
export const maxLinkRanges = 40

const pattern = /^v([1-9]\d{0,5})\.([1-9]\d{0,6})\.((?:\d{1,9}-\d{1,9}_)*\d{1,9}-\d{1,9})\.([0-9a-z]{1,8})$/

/** Sorted, without empty ones, those that touch or overlap joined. */
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

/** FNV-1a over the words with every run of white space taken as one space, in base 36. It finds change; it keeps no secret. */
export function digestQuote(text: string, ranges: Iterable<TextRange>): string {
  const quote = [...ranges].map(([start, end]) => text.slice(start, end).replace(/\s+/gu, ' ').trim()).join('\n')
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(quote)) hash = Math.imul(hash ^ byte, 0x01000193)
  return (hash >>> 0).toString(36)
}

/** A link to `ranges` of the page whose whole text is `text`. Null when no range holds a character. */
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

/** Null for anything that is not such a link. */
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

/** True while the page's text still holds the very words that the link was made for. */
export function isPassageIntact(link: PassageLink, text: string): boolean {
  return link.ranges.every(([, end]) => end <= text.length) && digestQuote(text, link.ranges) === link.digest
}

/** The path of the document page, opened at these words; without a link, at that page of the current version. */
export function documentPath(documentId: string, at: { link?: PassageLink | null; page?: number } = {}): string {
  const page = at.link?.page ?? at.page
  const query = new URLSearchParams()
  if (page !== undefined) query.set('page', String(page))
  if (at.link) query.set('mark', formatPassageLink(at.link))
  const path = `/documents/${encodeURIComponent(documentId)}`
  return query.size > 0 ? `${path}?${query}` : path
}
