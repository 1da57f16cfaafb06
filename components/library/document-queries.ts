'use client'
import { type InfiniteData, infiniteQueryOptions, type QueryClient, type QueryKey } from '@tanstack/react-query'
import { api } from '#components/api/client.ts'
import { keepPrevious } from '#components/api/keep-previous.ts'
import type { DocumentPage, LibraryDocument } from './document.ts'
import type { LibraryParams } from './library-params.ts'
import { pendingRemovals } from './pending-removals.ts'

export type DocumentFilter = Pick<LibraryParams, 'q' | 'status' | 'tag' | 'sort'> & {
  matterId: string | null
  trashed: boolean
}

export const documentsKey = ['documents', 'list'] as const

export function documentsQuery(filter: DocumentFilter) {
  return infiniteQueryOptions({
    queryKey: [...documentsKey, filter],
    queryFn: async ({ client, pageParam, signal }) => {
      const query = { ...filter, trashed: filter.trashed || null, cursor: pageParam, limit: 50 }
      const page = await api<DocumentPage>('/documents', { query, signal })
      const removals = pendingRemovals(client)
      return { ...page, items: page.items.filter(({ id }) => !removals.has(id)) }
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPrevious,
  })
}

type ListData = InfiniteData<DocumentPage, string | null>

function editLists(client: QueryClient, edit: (items: LibraryDocument[]) => LibraryDocument[]) {
  client.setQueriesData<ListData>({ queryKey: documentsKey }, (data) => {
    if (!data) return data
    return { ...data, pages: data.pages.map((page) => ({ ...page, items: edit(page.items) })) }
  })
}

/** Updates documents in every loaded list; their positions stay. */
export function updateInLists(client: QueryClient, documents: readonly LibraryDocument[]) {
  const byId = new Map(documents.map((document) => [document.id, document]))
  editLists(client, (items) => items.map((item) => byId.get(item.id) ?? item))
}

/**
 * Optimistic update: removes documents from every loaded list while `change` runs on the server, and refreshes the lists afterwards.
 * Documents that `change` does not return as changed are put back in their positions, also without a connection.
 */
export async function removeFromLists(
  client: QueryClient,
  documents: readonly LibraryDocument[],
  change: () => Promise<LibraryDocument[]>,
): Promise<LibraryDocument[]> {
  const removals = pendingRemovals(client)
  for (const { id } of documents) removals.add(id)
  const before = client.getQueriesData<ListData>({ queryKey: documentsKey })
  editLists(client, (items) => items.filter(({ id }) => !removals.has(id)))
  let changed: LibraryDocument[] = []
  try {
    changed = await change()
    return changed
  } finally {
    for (const { id } of documents) removals.delete(id)
    const changedIds = new Set(changed.map(({ id }) => id))
    const unchangedIds = new Set(documents.map(({ id }) => id).filter((id) => !changedIds.has(id)))
    if (unchangedIds.size > 0) for (const [key, data] of before) restoreInList(client, key, data, unchangedIds)
    refreshLists(client)
  }
}

/** Puts the documents of `before` with these ids back into the list under `key`, each page in its former order. */
function restoreInList(client: QueryClient, key: QueryKey, before: ListData | undefined, ids: ReadonlySet<string>) {
  client.setQueryData<ListData>(key, (data) => {
    if (!data || !before) return data
    const pages = data.pages.map((page, index) => {
      const former = before.pages[index]?.items ?? []
      const current = new Map(page.items.map((item) => [item.id, item]))
      const formerIds = new Set(former.map(({ id }) => id))
      const added = page.items.filter(({ id }) => !formerIds.has(id))
      const kept = former.filter(({ id }) => current.has(id) || ids.has(id)).map((item) => current.get(item.id) ?? item)
      return { ...page, items: [...added, ...kept] }
    })
    return { ...data, pages }
  })
}

/** Refreshes every list of documents, and the document counts of the matters. */
export function refreshLists(client: QueryClient) {
  void client.invalidateQueries({ queryKey: documentsKey })
  void client.invalidateQueries({ queryKey: ['matters'] })
}
