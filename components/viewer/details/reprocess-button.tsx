'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { api } from '#components/api/client.ts'
import { Button } from '#components/ui/button.tsx'
import { type ReadDocument, readDocumentKey } from '#components/viewer/document/document-query.ts'
import { type DocumentBody, isSettled } from '#lib/documents/schema.ts'

/** Has the server read the document once more. It stays there while that is done, so that the focus does too. */
export function ReprocessButton({ document }: { document: DocumentBody }) {
  const client = useQueryClient()
  const again = useMutation({
    mutationFn: () => api(`/documents/${document.id}/reading`, { method: 'POST' }),
    // What the next answer says may be that it is done: that it was begun is what makes the pages be asked for again.
    onSuccess: async () => {
      const queryKey = readDocumentKey(document.id)
      await client.cancelQueries({ queryKey })
      client.setQueryData<ReadDocument>(queryKey, (before) => before && markBegun(before))
    },
  })
  return (
    <Button size="small" onPress={() => again.mutate()} isPending={again.isPending || !isSettled(document.status)}>
      <RotateCw aria-hidden="true" />
      Read it again
    </Button>
  )
}

function markBegun(read: ReadDocument): ReadDocument {
  return { ...read, document: { ...read.document, status: 'queued', pagesDone: 0 } }
}
