'use client'
import { type InfiniteData, infiniteQueryOptions, type QueryClient, type QueryKey } from '@tanstack/react-query'
import { api } from '#components/api/client.ts'
import { keepPrevious } from '#components/api/keep-previous.ts'
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

/** Writes newer states of documents over what every loaded list shows of them; their places stay. */
export function putIntoLists(client: QueryClient, documents: readonly LibraryDocument[]) {
  const byId = new Map(documents.map((document) => [document.id, document]))
  editLists(client, (items) => items.map((item) => byId.get(item.id) ?? item))
}

/** Documents that are on their way out of the lists they are in: a list that is read meanwhile still has them. */
const leaving = new Set<string>()

/**
 * Takes documents off every loaded list while `change` has the server do so, and has the lists read again afterwards. Those that
 * `change` does not give back as done are put back where they were, also while no list can be read.
 */
export async function dropFromLists(
  client: QueryClient,
  documents: readonly LibraryDocument[],
  change: () => Promise<LibraryDocument[]>,
): Promise<LibraryDocument[]> {
  for (const { id } of documents) leaving.add(id)
  const before = client.getQueriesData<ListData>({ queryKey: documentsKey })
  editLists(client, (items) => items.filter(({ id }) => !leaving.has(id)))
  let done: LibraryDocument[] = []
  try {
    done = await change()
    return done
  } finally {
    for (const { id } of documents) leaving.delete(id)
    const doneIds = new Set(done.map(({ id }) => id))
    const staying = new Set(documents.map(({ id }) => id).filter((id) => !doneIds.has(id)))
    if (staying.size > 0) for (const [key, data] of before) putBack(client, key, data, staying)
    refreshLists(client)
  }
}

/** Puts those documents of `before` that have an id of `ids` back into the list under `key`, each page in its former order. */
function putBack(client: QueryClient, key: QueryKey, before: ListData | undefined, ids: ReadonlySet<string>) {
  client.setQueryData<ListData>(key, (data) => {
    if (!data || !before) return data
    const pages = data.pages.map((page, at) => {
      const former = before.pages[at]?.items ?? []
      const now = new Map(page.items.map((item) => [item.id, item]))
      const formerIds = new Set(former.map(({ id }) => id))
      const added = page.items.filter(({ id }) => !formerIds.has(id))
      const kept = former.filter(({ id }) => now.has(id) || ids.has(id)).map((item) => now.get(item.id) ?? item)
      return { ...page, items: [...added, ...kept] }
    })
    return { ...data, pages }
  })
}

/** Has every list, and the counts of the matters, read again. */
export function refreshLists(client: QueryClient) {
  void client.invalidateQueries({ queryKey: documentsKey })
  void client.invalidateQueries({ queryKey: ['matters'] })
}
