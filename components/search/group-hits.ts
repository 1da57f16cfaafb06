import type { SearchItem } from '#lib/search/schema.ts'

export type HitGroup = {
  key: string
  documentId: string
  matterId: string
  title: string
  hits: SearchItem[]
  /** The best hit of the document, over all pages of results. */
  best: SearchItem | undefined
  /** How many hits of the document all loaded pages of results hold. */
  hitsInDocument: number
}

/**
 * Hits under their documents, both best first. Each page of results is grouped by itself, so that what comes later never moves what
 * is being read.
 */
export function groupHits(pages: readonly { items: readonly SearchItem[] }[]): HitGroup[] {
  const ofDocument = Map.groupBy(
    pages.flatMap(({ items }) => items),
    ({ documentId }) => documentId,
  )
  return pages.flatMap(({ items }, page) =>
    [...Map.groupBy(items, ({ documentId }) => documentId)].map(([documentId, hits]) => {
      const all = ofDocument.get(documentId) ?? []
      const { matterId = '', title = '' } = hits[0] ?? {}
      return {
        key: `${page} ${documentId}`,
        documentId,
        matterId,
        title,
        hits,
        best: all[0],
        hitsInDocument: all.length,
      }
    }),
  )
}
