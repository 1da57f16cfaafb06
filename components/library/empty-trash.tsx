'use client'
import { useQueryClient } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { api, asApiError } from '#components/api/client.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { TrashBody } from '#lib/documents/schema.ts'
import { refreshLists } from './document-queries.ts'
import { libraryMessages } from './messages.ts'
import { ConfirmByCount } from './purge-form.tsx'

/** Purges all documents in the trash, of one matter with `matterId`. Documents moved there after the count was shown stay. */
export function EmptyTrash({ matterId }: { matterId: string | null }) {
  const client = useQueryClient()
  const locale = useReaderLocale()
  const [trash, setTrash] = useState<TrashBody | null>(null)
  const [isBusy, setBusy] = useState(false)

  async function run(work: () => Promise<void>) {
    setBusy(true)
    try {
      await work()
    } catch (thrown) {
      const { message, detail } = asApiError(thrown)
      toast.failed(libraryMessages.emptyTrash.failed, detail ?? message)
    } finally {
      setBusy(false)
    }
  }
  const count = () => run(async () => setTrash(await api<TrashBody>('/trash', { query: { matterId } })))
  const empty = (before: string | null) =>
    run(async () => {
      setTrash(null)
      const query = { matterId, before }
      const { documents } = await api<{ documents: number }>('/trash', { method: 'DELETE', query })
      refreshLists(client)
      toast.done(libraryMessages.changes.purged(libraryMessages.documentCount(documents, locale)))
    })
  return (
    <>
      <Button variant="quiet" onPress={count} isPending={isBusy}>
        <Trash2 /> {libraryMessages.emptyTrash.title}
      </Button>
      <Dialog
        title={libraryMessages.emptyTrash.title}
        role="alertdialog"
        isOpen={trash !== null}
        onOpenChange={(isOpen) => !isOpen && setTrash(null)}
      >
        {trash && <ConfirmByCount count={trash.documents} onPurge={() => empty(trash.latest)} />}
      </Dialog>
    </>
  )
}
