import type { SearchItem } from '#lib/search/schema.ts'

export type HitGroup = {
  key: string
  documentId: string
  matterId: string
  title: string
  hits: SearchItem[]
  /** The best hit of the document, over all pages of results. */
  best: SearchItem | undefined
  /** The number of hits of the document in all loaded pages of results. */
  hitsInDocument: number
}

/**
 * Groups hits by document; documents and hits keep the order of the results, best first. Each page of results is grouped separately,
 * so that a page loaded later does not move rows that are already shown.
 */
export function groupHits(pages: readonly { items: readonly SearchItem[] }[]): HitGroup[] {
  const hitsByDocument = Map.groupBy(
    pages.flatMap(({ items }) => items),
    ({ documentId }) => documentId,
  )
  return pages.flatMap(({ items }, page) =>
    [...Map.groupBy(items, ({ documentId }) => documentId)].map(([documentId, hits]) => {
      const all = hitsByDocument.get(documentId) ?? []
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
