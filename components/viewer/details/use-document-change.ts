'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ApiError, asApiError, callApi } from '#components/api/client.ts'
import { toast } from '#components/ui/toast.tsx'
import { documentQuery, type ReadDocument, readDocumentKey } from '#components/viewer/document/document-query.ts'
import type { DocumentBody } from '#lib/documents/schema.ts'
import { detailsMessages } from './messages.ts'

export type DocumentChange = { title?: string; tags?: string[]; matterId?: string }

/** `conflict`: another user changed the document first, and nothing was saved. */
export type ChangeOutcome = 'saved' | 'conflict' | 'failed'

/** Says that a change was not saved because another user had changed the document. `isTextKept`: the text typed is still shown. */
export function warnOfConflict(isTextKept: boolean): void {
  const { title, textKept, textDropped } = detailsMessages.conflict
  toast.failed(title, isTextKept ? textKept : textDropped)
}

/**
 * Changes the document with optimistic concurrency control: the request carries the ETag of the version that was loaded (If-Match).
 * On 412 nothing is written, the document is loaded again, and a message says so.
 */
export function useDocumentChange(id: string) {
  const client = useQueryClient()
  const { mutateAsync, isPending } = useMutation({
    meta: { showsError: true },
    mutationFn: async (change: DocumentChange) => {
      const known = client.getQueryData<ReadDocument>(readDocumentKey(id))?.etag
      const etag = known ?? (await client.fetchQuery({ ...documentQuery(id), staleTime: 0 })).etag
      const path = `/documents/${id}`
      const answer = await callApi<DocumentBody>(path, {
        method: 'PATCH',
        body: change,
        ...(etag ? { ifMatch: etag } : {}),
      })
      return { document: answer.data, etag: answer.etag } satisfies ReadDocument
    },
    onSuccess: (read) => {
      client.setQueryData(readDocumentKey(id), read)
      void client.invalidateQueries({ queryKey: ['documents', 'list'] })
    },
    onError: (thrown, change) => {
      void client.invalidateQueries({ queryKey: readDocumentKey(id) })
      if (isConflict(thrown)) return warnOfConflict(change.title !== undefined)
      const error = asApiError(thrown)
      toast.failed(error.message, error.errors[0]?.detail ?? error.detail ?? undefined)
    },
  })
  const change = (to: DocumentChange): Promise<ChangeOutcome> =>
    mutateAsync(to).then(
      () => 'saved',
      (thrown) => (isConflict(thrown) ? 'conflict' : 'failed'),
    )
  return { change, isPending }
}

function isConflict(thrown: unknown): boolean {
  return thrown instanceof ApiError && thrown.status === 412
}
