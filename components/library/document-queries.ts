'use client'
import { type InfiniteData, infiniteQueryOptions, type QueryClient } from '@tanstack/react-query'
import { api } from '#components/api/client.ts'
import type { DocumentPage, LibraryDocument } from './document.ts'
import type { LibraryParams } from './library-params.ts'

export type DocumentFilter = Pick<LibraryParams, 'q' | 'status' | 'tag' | 'sort'> & {
  matterId: string | null
  trashed: boolean
}

export const documentsKey = ['documents', 'list'] as const

export function documentsQuery(filter: DocumentFilter) {
  return infiniteQueryOptions({
    queryKey: [...documentsKey, filter],
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...filter, trashed: filter.trashed || null, cursor: pageParam, limit: 50 }
      const page = await api<DocumentPage>('/documents', { query, signal })
      return { ...page, items: page.items.filter(({ id }) => !leaving.has(id)) }
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (previous) => previous,
  })
}

type ListData = InfiniteData<DocumentPage, string | null>

function editLists(client: QueryClient, edit: (items: LibraryDocument[]) => LibraryDocument[]) {
  client.setQueriesData<ListData>({ queryKey: documentsKey }, (data) => {
    if (!data) return data
    return { ...data, pages: data.pages.map((page) => ({ ...page, items: edit(page.items) })) }
  })
}

/** Writes newer states of documents over what every loaded list shows of them; their places stay. */
export function putIntoLists(client: QueryClient, documents: readonly LibraryDocument[]) {
  const byId = new Map(documents.map((document) => [document.id, document]))
  editLists(client, (items) => items.map((item) => byId.get(item.id) ?? item))
}

/** Documents that are on their way out of the lists they are in: a list that is read meanwhile still has them. */
const leaving = new Set<string>()

/**
 * Takes documents off every loaded list while `change` has the server do so, and has the lists read again afterwards: what stayed
 * after all is there again.
 */
export async function dropFromLists<T>(
  client: QueryClient,
  documents: readonly LibraryDocument[],
  change: () => Promise<T>,
): Promise<T> {
  for (const { id } of documents) leaving.add(id)
  editLists(client, (items) => items.filter(({ id }) => !leaving.has(id)))
  try {
    return await change()
  } finally {
    for (const { id } of documents) leaving.delete(id)
    refreshLists(client)
  }
}

/** Has every list, and the counts of the matters, read again. */
export function refreshLists(client: QueryClient) {
  void client.invalidateQueries({ queryKey: documentsKey })
  void client.invalidateQueries({ queryKey: ['matters'] })
}
