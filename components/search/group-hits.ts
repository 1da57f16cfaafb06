import type { SearchItem } from '#lib/search/schema.ts'

export type HitGroup = { key: string; documentId: string; matterId: string; title: string; hits: SearchItem[] }

/**
 * Hits under their documents, both best first. Each page of results is grouped by itself, so that what comes later never moves what
 * is being read.
 */
export function groupHits(pages: readonly { items: readonly SearchItem[] }[]): HitGroup[] {
  return pages.flatMap(({ items }, page) => {
    const groups = new Map<string, HitGroup>()
    for (const hit of items) {
      const { documentId, matterId, title } = hit
      const group = groups.get(documentId) ?? { key: `${page} ${documentId}`, documentId, matterId, title, hits: [] }
      group.hits.push(hit)
      groups.set(documentId, group)
    }
    return [...groups.values()]
  })
}
