import { createPassageLink, documentPath } from '#lib/documents/passage-link.ts'
import type { SearchItem } from '#lib/search/schema.ts'

/** The URL path that opens the hit on its page with its words marked. */
export function hitPath({ documentId, version, page, passage, snippet }: SearchItem): string {
  const ranges = snippet.highlights.map(([start, end]) => [passage.start + start, passage.start + end] as const)
  const text = snippet.text.padStart(passage.start + snippet.text.length)
  return documentPath(documentId, { link: createPassageLink({ version, page, ranges, text }), page })
}
