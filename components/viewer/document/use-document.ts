'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { ApiError } from '#components/api/client.ts'
import { wasLost } from '#components/api/lost-access.ts'
import { type DocumentBody, isSettled } from '#lib/documents/schema.ts'
import { documentQuery, type ReadDocument } from './document-query.ts'

/**
 * The document, read again when it changes. Once it is processed anew, so are its pages. `isGone`: it is in the trash, deleted, or in
 * a matter that the reader is no longer in; nothing that `initial` says of it may be shown then.
 */
export function useDocument(initial: DocumentBody) {
  const client = useQueryClient()
  const known: ReadDocument = { document: initial, etag: null }
  const query = documentQuery(initial.id)
  // Put there rather than given as initial data, which a query whose data was dropped would take up again.
  useState(() => {
    const isKnown = client.getQueryData(query.queryKey) !== undefined
    if (!isKnown && !wasLost(client, initial.id)) client.setQueryData(query.queryKey, known)
  })
  const { data, error } = useQuery({ ...query, staleTime: 10_000 })
  const isMissing = error instanceof ApiError && error.status === 404
  const isGone = data === undefined && (isMissing || wasLost(client, initial.id))
  const { document, etag } = data ?? known
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
