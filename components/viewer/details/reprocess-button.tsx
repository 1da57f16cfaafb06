'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { api } from '#components/api/client.ts'
import { Button } from '#components/ui/button.tsx'
import { type ReadDocument, readDocumentKey } from '#components/viewer/document/document-query.ts'
import { type DocumentBody, isSettled } from '#lib/documents/schema.ts'
import { detailsMessages } from './messages.ts'

/** Starts processing of the document again. The button stays mounted while that runs, so that it keeps the focus. */
export function ReprocessButton({ document }: { document: DocumentBody }) {
  const client = useQueryClient()
  const reprocess = useMutation({
    mutationFn: () => api(`/documents/${document.id}/reading`, { method: 'POST' }),
    // Processing may have ended before the next response. The status is set here (optimistic update), because useDocument loads the
    // pages again when the status changes from processing to ready.
    onSuccess: async () => {
      const queryKey = readDocumentKey(document.id)
      await client.cancelQueries({ queryKey })
      client.setQueryData<ReadDocument>(queryKey, (before) => before && toQueued(before))
    },
  })
  return (
    <Button
      size="small"
      onPress={() => reprocess.mutate()}
      isPending={reprocess.isPending || !isSettled(document.status)}
    >
      <RotateCw aria-hidden="true" />
      {detailsMessages.processing.start}
    </Button>
  )
}

function toQueued(read: ReadDocument): ReadDocument {
  return { ...read, document: { ...read.document, status: 'queued', pagesDone: 0 } }
}
