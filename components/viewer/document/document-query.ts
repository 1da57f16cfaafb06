import { queryOptions } from '@tanstack/react-query'
import { api, callApi } from '#components/api/client.ts'
import type { DocumentBody, VersionBody } from '#lib/documents/schema.ts'

/** A document and its ETag, which changes to it send as If-Match. */
export type LoadedDocument = { document: DocumentBody; etag: string | null }

export const documentKey = (id: string) => ['documents', 'read', id] as const

export function documentQuery(id: string) {
  return queryOptions({
    queryKey: documentKey(id),
    queryFn: async ({ signal }): Promise<LoadedDocument> => {
      const { data, etag } = await callApi<DocumentBody>(`/documents/${id}`, { signal })
      return { document: data, etag }
    },
  })
}

/** All versions of a document, newest first. */
export function versionsQuery(id: string) {
  return queryOptions({
    queryKey: ['documents', 'versions', id],
    queryFn: async ({ signal }) => {
      const { items } = await api<{ items: VersionBody[] }>(`/documents/${id}/versions`, {
        query: { limit: 200 },
        signal,
      })
      return items
    },
  })
}
