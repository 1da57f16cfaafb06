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
    queryFn: ({ pageParam, signal }) =>
      api<DocumentPage>('/documents', {
        query: { ...filter, trashed: filter.trashed || null, cursor: pageParam, limit: 50 },
        signal,
      }),
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

/** Takes documents off every loaded list, before the server has confirmed it. */
export function dropFromLists(client: QueryClient, ids: ReadonlySet<string>) {
  editLists(client, (items) => items.filter(({ id }) => !ids.has(id)))
}

/** Has every list, and the counts of the matters, read again. */
export function refreshLists(client: QueryClient) {
  void client.invalidateQueries({ queryKey: documentsKey })
  void client.invalidateQueries({ queryKey: ['matters'] })
}
