'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { type DocumentBody, isSettled, type ProgressBody } from '#lib/documents/schema.ts'
import { documentQuery, type ReadDocument } from './document-query.ts'

/** The document, kept true: while the server reads it, its progress arrives as events; when it has settled, it is read once more. */
export function useDocument(initial: DocumentBody) {
  const client = useQueryClient()
  const query = documentQuery(initial.id)
  const { data, error } = useQuery({
    ...query,
    initialData: { document: initial, etag: null } satisfies ReadDocument,
    staleTime: 10_000,
  })
  const { document } = data
  const isBeingRead = !isSettled(document.status)

  useEffect(() => {
    if (!isBeingRead) return
    const { queryKey } = documentQuery(initial.id)
    const events = new EventSource(`/api/v1/documents/${initial.id}/events`)
    const put = (progress: ProgressBody) =>
      client.setQueryData(queryKey, (before) => before && { ...before, document: { ...before.document, ...progress } })
    events.addEventListener('state', (event) => put(JSON.parse(event.data)))
    events.addEventListener('done', () => {
      events.close()
      void client.invalidateQueries({ queryKey })
      // It may have been read before, and otherwise.
      for (const name of ['document-page', 'document-text']) {
        void client.invalidateQueries({ queryKey: [name, initial.id] })
      }
    })
    // A stream that broke comes back by itself; the document is asked for, so that nothing is missed meanwhile.
    events.onerror = () => void client.invalidateQueries({ queryKey })
    return () => events.close()
  }, [client, initial.id, isBeingRead])

  return { document, etag: data.etag, error }
}
