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
import { followDocument } from './live-documents.ts'

type Props = { isTrash: boolean; params: LibraryParams; mayUpload: boolean; matterId: string | null }

/** Nothing to list: because nothing fits, because the trash is empty, or because nothing is here yet. */
export function LibraryEmpty({ isTrash, params, mayUpload, matterId }: Props) {
  if (params.isNarrowed) {
    const showAll = () => params.setParams({ q: null, status: null, tag: null, matter: null })
    return (
      <EmptyState
        icon={<FileSearch />}
        title="Nothing fits"
        actions={<Button onPress={showAll}>Show everything</Button>}
      >
        No document here has that title, state, matter or tag. To look inside the documents, use Search.
      </EmptyState>
    )
  }
  if (isTrash) {
    return (
      <EmptyState icon={<Trash2 />} title="The trash is empty">
        What is moved here can be restored for 30 days.
      </EmptyState>
    )
  }
  if (!mayUpload) {
    return (
      <EmptyState icon={<FileText />} title="No documents yet">
        What others put into a matter that you are a member of appears here.
      </EmptyState>
    )
  }
  return <Invitation matterId={matterId} />
}

function Invitation({ matterId }: { matterId: string | null }) {
  const client = useQueryClient()
  const samples = useMutation({
    mutationFn: () => api<{ items: LibraryDocument[] }>('/documents/samples', { method: 'POST', body: { matterId } }),
    onSuccess: ({ items }) => {
      for (const document of items) followDocument(client, document)
      refreshLists(client)
    },
  })
  return (
    <div className="rounded-md border border-line-strong/60 border-dashed">
      <EmptyState
        icon={<FileText />}
        title="Drop your PDFs here"
        actions={
          <>
            <ChooseFiles matterId={matterId} hasFolder={false} />
            <Button onPress={() => samples.mutate()} isPending={samples.isPending}>
              Add three sample contracts
            </Button>
          </>
        }
      >
        Contracts, scans, whole folders of them. LexAI reads every page; then you can search them and see the words
        where they stand.
      </EmptyState>
    </div>
  )
}
