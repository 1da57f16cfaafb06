'use client'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { api, asApiError, patchLatest } from '#components/api/client.ts'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { LibraryDocument } from './document.ts'
import { refreshLists, removeFromLists, updateInLists } from './document-queries.ts'
import { libraryMessages } from './messages.ts'

type Change = { title?: string; tags?: string[]; matterId?: string }

/** A change that failed, as it is shown: a line that names the documents, and the reason of the first one. */
export type ChangeFailure = { title: string; reason: string }
type Outcome = { done: LibraryDocument[]; failure: ChangeFailure | null }

const maxConcurrentRequests = 4

/** Runs `change` for each document, four at a time. Gives the changed documents, and the failure to show for the others. */
async function changeEach(
  documents: readonly LibraryDocument[],
  change: (document: LibraryDocument) => Promise<unknown>,
  locale: string,
): Promise<Outcome> {
  const done: LibraryDocument[] = []
  const failed: { document: LibraryDocument; reason: string }[] = []
  const queue = [...documents]
  async function worker() {
    for (let next = queue.shift(); next; next = queue.shift()) {
      try {
        await change(next)
        done.push(next)
      } catch (thrown) {
        const { message, detail } = asApiError(thrown)
        failed.push({ document: next, reason: detail ?? message })
      }
    }
  }
  await Promise.all(Array.from({ length: maxConcurrentRequests }, worker))
  const [first] = failed
  if (!first) return { done, failure: null }
  const label = toLabel(
    failed.map(({ document }) => document),
    locale,
  )
  return { done, failure: { title: libraryMessages.changes.failed(label), reason: first.reason } }
}

/** The quoted title of one document, the number of several. */
function toLabel(documents: readonly LibraryDocument[], locale: string): string {
  const [first] = documents
  if (first && documents.length === 1) return libraryMessages.changes.quotedTitle(first.title)
  return libraryMessages.documentCount(documents.length, locale)
}

/** `changeEach`, with a toast for the failure. */
async function changeEachAndReport(
  documents: readonly LibraryDocument[],
  change: (document: LibraryDocument) => Promise<unknown>,
  locale: string,
): Promise<LibraryDocument[]> {
  const { done, failure } = await changeEach(documents, change, locale)
  if (failure) toast.failed(failure.title, failure.reason)
  return done
}

function patchEach(
  client: QueryClient,
  documents: readonly LibraryDocument[],
  toChange: (document: LibraryDocument) => Change,
  locale: string,
) {
  const patch = async (document: LibraryDocument) =>
    updateInLists(client, [await patchLatest<LibraryDocument>(`/documents/${document.id}`, toChange(document))])
  return changeEach(documents, patch, locale)
}

/** Changes of one or many documents. Each except purging can be undone for ten seconds. */
export function useDocumentCommands() {
  const client = useQueryClient()
  const locale = useReaderLocale()
  const { changes } = libraryMessages
  const deleteOne = ({ id }: LibraryDocument) => api(`/documents/${id}`, { method: 'DELETE' })
  const restoreOne = ({ id }: LibraryDocument) => api(`/documents/${id}/restore`, { method: 'POST' })
  const purgeOne = ({ id }: LibraryDocument) => api(`/trash/${id}`, { method: 'DELETE' })

  /** Gives the failure where no document was changed, for the dialog to show; a failure of some is shown as a toast. */
  async function change(
    documents: readonly LibraryDocument[],
    toChange: (document: LibraryDocument) => Change,
    toMessage: (documents: string) => string,
  ): Promise<ChangeFailure | null> {
    const undoable = toast.beginUndoable()
    const { done, failure } = await patchEach(client, documents, toChange, locale)
    refreshLists(client)
    if (done.length === 0) {
      undoable.forget()
      return failure
    }
    if (failure) toast.failed(failure.title, failure.reason)
    undoable.done(toMessage(toLabel(done, locale)), async () => {
      const toFormer = (document: LibraryDocument): Change => {
        const keys = Object.keys(toChange(document)) as (keyof Change)[]
        return Object.fromEntries(keys.map((key) => [key, document[key]]))
      }
      const undone = await patchEach(client, done, toFormer, locale)
      if (undone.failure) toast.failed(undone.failure.title, undone.failure.reason)
      refreshLists(client)
    })
    return null
  }

  return {
    rename: (document: LibraryDocument, title: string) => change([document], () => ({ title }), changes.renamed),
    move: (documents: readonly LibraryDocument[], matterId: string, name: string) =>
      change(
        documents,
        () => ({ matterId }),
        (moved) => changes.moved(moved, name),
      ),
    setTags: (documents: readonly LibraryDocument[], add: readonly string[], remove: readonly string[]) =>
      change(
        documents,
        ({ tags }) => ({ tags: [...new Set([...tags.filter((tag) => !remove.includes(tag)), ...add])] }),
        changes.tagged,
      ),
    async trash(documents: readonly LibraryDocument[]) {
      const undoable = toast.beginUndoable()
      const done = await removeFromLists(client, documents, () => changeEachAndReport(documents, deleteOne, locale))
      if (done.length === 0) return undoable.forget()
      undoable.done(changes.movedToTrash(toLabel(done, locale)), async () => {
        await changeEachAndReport(done, restoreOne, locale)
        refreshLists(client)
      })
    },
    async purge(documents: readonly LibraryDocument[]) {
      const done = await removeFromLists(client, documents, () => changeEachAndReport(documents, purgeOne, locale))
      if (done.length > 0) toast.done(changes.purged(toLabel(done, locale)))
    },
    async restore(documents: readonly LibraryDocument[]) {
      const undoable = toast.beginUndoable()
      const done = await removeFromLists(client, documents, () => changeEachAndReport(documents, restoreOne, locale))
      if (done.length === 0) return undoable.forget()
      undoable.done(changes.restored(toLabel(done, locale)), async () => {
        await changeEachAndReport(done, deleteOne, locale)
        refreshLists(client)
      })
    },
  }
}

export type DocumentCommands = ReturnType<typeof useDocumentCommands>
