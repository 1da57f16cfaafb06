'use client'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { api, asApiError, patchLatest } from '#components/api/client.ts'
import { formatCount } from '#components/ui/format.ts'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { LibraryDocument } from './document.ts'
import { dropFromLists, putIntoLists, refreshLists } from './document-queries.ts'

type Change = { title?: string; tags?: string[]; matterId?: string }

/** Why something stayed as it was: a line that names what, and the reason. */
export type ChangeFailure = { title: string; reason: string }
type Outcome = { done: LibraryDocument[]; failure: ChangeFailure | null }

/** Does something to each, a few at a time. Gives those to which it happened, and what to say of the others. */
async function doToEach(
  documents: readonly LibraryDocument[],
  act: (document: LibraryDocument) => Promise<unknown>,
): Promise<Outcome> {
  const done: LibraryDocument[] = []
  const failed: { document: LibraryDocument; reason: string }[] = []
  const waiting = [...documents]
  async function work() {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      try {
        await act(next)
        done.push(next)
      } catch (thrown) {
        const { message, detail } = asApiError(thrown)
        failed.push({ document: next, reason: detail ?? message })
      }
    }
  }
  await Promise.all([work(), work(), work(), work()])
  const [first] = failed
  if (!first) return { done, failure: null }
  const title = failed.length === 1 ? `“${first.document.title}” stays as it was` : `${failed.length} stay as they were`
  return { done, failure: { title, reason: first.reason } }
}

/** `doToEach`, with a toast for what failed. */
async function doToEachAndReport(
  documents: readonly LibraryDocument[],
  act: (document: LibraryDocument) => Promise<unknown>,
): Promise<LibraryDocument[]> {
  const { done, failure } = await doToEach(documents, act)
  if (failure) toast.failed(failure.title, failure.reason)
  return done
}

function patchEach(
  client: QueryClient,
  documents: readonly LibraryDocument[],
  change: (each: LibraryDocument) => Change,
) {
  return doToEach(documents, async (document) => {
    putIntoLists(client, [await patchLatest<LibraryDocument>(`/documents/${document.id}`, change(document))])
  })
}

/** What can be done to one or many documents. Each can be taken back for ten seconds. */
export function useDocumentCommands() {
  const client = useQueryClient()
  const locale = useReaderLocale()
  const count = (documents: readonly LibraryDocument[]) =>
    documents.length === 1 ? `“${documents[0]?.title}”` : formatCount(documents.length, 'document', 'documents', locale)

  /** Gives why nothing was changed, for the form that asked; where only some failed, that is said as a toast. */
  async function change(
    documents: readonly LibraryDocument[],
    to: (each: LibraryDocument) => Change,
    said: string,
  ): Promise<ChangeFailure | null> {
    const step = toast.beginUndoable()
    const { done, failure } = await patchEach(client, documents, to)
    refreshLists(client)
    if (done.length === 0) {
      step.forget()
      return failure
    }
    if (failure) toast.failed(failure.title, failure.reason)
    step.done(`${count(done)} ${said}`, async () => {
      const undone = await patchEach(client, done, (document) => {
        const keys = Object.keys(to(document)) as (keyof Change)[]
        return Object.fromEntries(keys.map((key) => [key, document[key]]))
      })
      if (undone.failure) toast.failed(undone.failure.title, undone.failure.reason)
      refreshLists(client)
    })
    return null
  }

  return {
    rename: (document: LibraryDocument, title: string) => change([document], () => ({ title }), 'renamed'),
    move: (documents: readonly LibraryDocument[], matterId: string, name: string) =>
      change(documents, () => ({ matterId }), `moved to ${name}`),
    setTags: (documents: readonly LibraryDocument[], add: readonly string[], remove: readonly string[]) =>
      change(
        documents,
        ({ tags }) => ({ tags: [...new Set([...tags.filter((tag) => !remove.includes(tag)), ...add])] }),
        'tagged',
      ),
    async trash(documents: readonly LibraryDocument[]) {
      const step = toast.beginUndoable()
      const done = await dropFromLists(client, documents, () =>
        doToEachAndReport(documents, ({ id }) => api(`/documents/${id}`, { method: 'DELETE' })),
      )
      if (done.length === 0) return step.forget()
      step.done(`${count(done)} moved to the trash`, async () => {
        await doToEachAndReport(done, ({ id }) => api(`/documents/${id}/restore`, { method: 'POST' }))
        refreshLists(client)
      })
    },
    async purge(documents: readonly LibraryDocument[]) {
      const done = await dropFromLists(client, documents, () =>
        doToEachAndReport(documents, ({ id }) => api(`/trash/${id}`, { method: 'DELETE' })),
      )
      if (done.length > 0) toast.done(`${count(done)} deleted for good`)
    },
    async restore(documents: readonly LibraryDocument[]) {
      const step = toast.beginUndoable()
      const done = await dropFromLists(client, documents, () =>
        doToEachAndReport(documents, ({ id }) => api(`/documents/${id}/restore`, { method: 'POST' })),
      )
      if (done.length === 0) return step.forget()
      step.done(`${count(done)} restored`, async () => {
        await doToEachAndReport(done, ({ id }) => api(`/documents/${id}`, { method: 'DELETE' }))
        refreshLists(client)
      })
    },
  }
}

export type DocumentCommands = ReturnType<typeof useDocumentCommands>
