'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FileSearch, FileText, Trash2 } from 'lucide-react'
import { api } from '#components/api/client.ts'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ChooseFiles } from '#components/uploads/choose-files.tsx'
import type { LibraryDocument } from './document.ts'
import { refreshLists } from './document-queries.ts'
import type { LibraryParams } from './library-params.ts'
import { watchDocument } from './live-documents.ts'
import { libraryMessages } from './messages.ts'

type Props = { isTrash: boolean; params: LibraryParams; mayUpload: boolean; matterId: string | null }

const messages = libraryMessages.empty

/** The library without rows: no document matches the filters, the trash is empty, or there are no documents yet. */
export function LibraryEmpty({ isTrash, params, mayUpload, matterId }: Props) {
  if (params.isNarrowed) {
    const clearFilters = () => params.setParams({ q: null, status: null, tag: null, matter: null })
    return (
      <EmptyState
        icon={<FileSearch />}
        title={messages.noMatch.title}
        actions={<Button onPress={clearFilters}>{messages.noMatch.clear}</Button>}
      >
        {messages.noMatch.text}
      </EmptyState>
    )
  }
  if (isTrash) {
    return (
      <EmptyState icon={<Trash2 />} title={messages.trash.title}>
        {messages.trash.text}
      </EmptyState>
    )
  }
  if (!mayUpload) {
    return (
      <EmptyState icon={<FileText />} title={messages.nothingShared.title}>
        {messages.nothingShared.text}
      </EmptyState>
    )
  }
  return <UploadPrompt matterId={matterId} />
}

function UploadPrompt({ matterId }: { matterId: string | null }) {
  const client = useQueryClient()
  const samples = useMutation({
    mutationFn: () => api<{ items: LibraryDocument[] }>('/documents/samples', { method: 'POST', body: { matterId } }),
    onSuccess: ({ items }) => {
      for (const document of items) watchDocument(client, document)
      refreshLists(client)
    },
  })
  return (
    <div className="rounded-md border border-line-strong/60 border-dashed">
      <EmptyState
        icon={<FileText />}
        title={messages.upload.title}
        actions={
          <>
            <ChooseFiles matterId={matterId} hasFolder={false} />
            <Button onPress={() => samples.mutate()} isPending={samples.isPending}>
              {messages.upload.addSamples}
            </Button>
          </>
        }
      >
        {messages.upload.text}
      </EmptyState>
    </div>
  )
}
