import { queryOptions } from '@tanstack/react-query'
import { api, callApi } from '#components/api/client.ts'
import type { DocumentBody, VersionBody } from '#lib/documents/schema.ts'

/** A document as it was read, with the ETag to name when changing it. */
export type ReadDocument = { document: DocumentBody; etag: string | null }

export const readDocumentKey = (id: string) => ['documents', 'read', id] as const

export function documentQuery(id: string) {
  return queryOptions({
    queryKey: readDocumentKey(id),
    queryFn: async ({ signal }): Promise<ReadDocument> => {
      const { data, etag } = await callApi<DocumentBody>(`/documents/${id}`, { signal })
      return { document: data, etag }
    },
  })
}

/** Every version of a document, newest first. */
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
