'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { ApiError } from '#components/api/client.ts'
import { wasLost } from '#components/api/lost-access.ts'
import { type DocumentBody, isSettled } from '#lib/documents/schema.ts'
import { documentQuery, type LoadedDocument } from './document-query.ts'

/**
 * The document, loaded again when it changes; after processing ends, its pages are loaded again too. `isGone`: it is in the trash,
 * deleted, or in a matter that the user was removed from; nothing of `initial` may be shown then.
 */
export function useDocument(initial: DocumentBody) {
  const client = useQueryClient()
  const initialData: LoadedDocument = { document: initial, etag: null }
  const query = documentQuery(initial.id)
  // Written to the cache and not passed as initialData: that would be used again after the data is removed from the cache.
  useState(() => {
    const isCached = client.getQueryData(query.queryKey) !== undefined
    if (!isCached && !wasLost(client, initial.id)) client.setQueryData(query.queryKey, initialData)
  })
  const { data, error } = useQuery({ ...query, staleTime: 10_000 })
  const isMissing = error instanceof ApiError && error.status === 404
  const isGone = data === undefined && (isMissing || wasLost(client, initial.id))
  const { document, etag } = data ?? initialData
  const isProcessing = !isSettled(document.status)
  const wasProcessing = useRef(isProcessing)
  useEffect(() => {
    const isDone = wasProcessing.current && !isProcessing
    wasProcessing.current = isProcessing
    if (!isDone) return
    for (const name of ['document-page', 'document-text']) {
      void client.invalidateQueries({ queryKey: [name, initial.id] })
    }
  }, [client, initial.id, isProcessing])

  return { document, etag, isGone }
}
