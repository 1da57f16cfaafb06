import { queryOptions } from '@tanstack/react-query'
import { api, apiUrl } from '#components/api/client.ts'
import type { WordBox } from '#lib/core/pdf/word-boxes.ts'
import type { KeptImageWidth } from '#lib/documents/schema.ts'

/** A page's text and where its words stand, as `GET /documents/{id}/pages/{n}` gives them. */
export type PageText = {
  number: number
  width: number
  height: number
  source: 'text' | 'ocr' | 'none'
  confidence: number | null
  text: string
  words: WordBox[]
}

type PageAnswer = Omit<PageText, 'words'> & { words: [number, number, number, number, number, number][] }

/** The text of one page of one version. Once it is there it changes only where the document is read again, which useDocument notices. */
export function pageQuery(documentId: string, version: number, page: number) {
  return queryOptions({
    queryKey: ['document-page', documentId, version, page],
    queryFn: async ({ signal }): Promise<PageText> => {
      const path = `/documents/${documentId}/pages/${page}`
      const answer = await api<PageAnswer>(path, { query: { version }, signal })
      return { ...answer, words: answer.words.map(([start, end, x, y, w, h]) => ({ start, end, x, y, w, h })) }
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 120_000,
  })
}

export function contentUrl(documentId: string, version: number): string {
  return apiUrl(`/documents/${documentId}/content`, { version })
}

export function pageImageUrl(documentId: string, version: number, page: number, width: KeptImageWidth): string {
  return apiUrl(`/documents/${documentId}/pages/${page}/image`, { version, width })
}

export function downloadUrl(documentId: string, version: number): string {
  return apiUrl(`/documents/${documentId}/content`, { version, download: 1 })
}
