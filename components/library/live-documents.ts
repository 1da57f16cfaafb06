'use client'
import { type QueryClient, queryOptions, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api } from '#components/api/client.ts'
import { type DocumentPage, isUnsettled, type LibraryDocument } from './document.ts'
import { documentsKey, putIntoLists } from './document-queries.ts'

const busyMilliseconds = 1_200
const idleMilliseconds = 20_000
const inFlightKey = ['documents', 'in-flight'] as const

type InFlight = { documents: LibraryDocument[]; settled: LibraryDocument[] }

/** What one document was last seen as by anybody here; whoever follows the documents writes it. */
const documentKey = (...id: string[]) => ['documents', 'one', ...id] as const

function followedQuery(id: string) {
  return queryOptions({
    queryKey: documentKey(id),
    queryFn: ({ signal }) => api<LibraryDocument>(`/documents/${id}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export function useFollowedDocument(id: string) {
  return useQuery(followedQuery(id))
}

/** How many of these are still being read, waiting included. */
export function useUnsettledCount(ids: readonly string[]): number {
  return useQueries({
    queries: ids.map(followedQuery),
    combine: (results) => results.filter(({ data }) => data && isUnsettled(data)).length,
  })
}

/**
 * Follows everything that the server still reads, for as long as something on the screen cares. One small request (304 while nothing moves)
 * says how far all of it is, however large the library: a list of a thousand documents costs no more than one of ten.
 * What is no longer among them has settled, and is read once more.
 */
export function useLiveDocuments(isNeeded: boolean): void {
  const client = useQueryClient()
  const { data } = useQuery({
    queryKey: inFlightKey,
    queryFn: ({ signal }) => readInFlight(client, signal),
    enabled: isNeeded,
    refetchInterval: ({ state }) => (state.data?.documents.length ? busyMilliseconds : idleMilliseconds),
    staleTime: 0,
  })
  useEffect(() => {
    if (!data) return
    const known = [...data.documents, ...data.settled]
    putIntoLists(client, known)
    for (const document of known) client.setQueryData(documentKey(document.id), document)
  }, [client, data])
}

/** Says that something new is being read: the following starts at once. */
export function followDocument(client: QueryClient, document: LibraryDocument): void {
  client.setQueryData<InFlight>(inFlightKey, (data) => ({
    documents: [...(data?.documents ?? []), document],
    settled: [],
  }))
  client.setQueryData(documentKey(document.id), document)
  void client.invalidateQueries({ queryKey: inFlightKey })
}

async function readInFlight(client: QueryClient, signal: AbortSignal): Promise<InFlight> {
  const { items: documents, nextCursor } = await api<DocumentPage>('/documents', {
    query: { status: ['processing', 'queued'], sort: 'status', limit: 200 },
    signal,
  })
  const ids = new Set(documents.map(({ id }) => id))
  const gone = knownUnsettled(client).filter(({ id }) => !ids.has(id))
  // Sorted by status, those being read come first: they are all in the list even where the waiting ones are too many for it.
  const candidates = new Map(
    gone.filter(({ status }) => nextCursor === null || status === 'processing').map((each) => [each.id, each]),
  )
  return { documents, settled: await readAll([...candidates.keys()], signal) }
}

/** Documents that something on the screen still shows as unsettled. */
function knownUnsettled(client: QueryClient): LibraryDocument[] {
  const listed = client
    .getQueriesData<{ pages: DocumentPage[] }>({ queryKey: documentsKey })
    .flatMap(([, data]) => data?.pages.flatMap(({ items }) => items) ?? [])
  const followed = client.getQueriesData<LibraryDocument>({ queryKey: documentKey() }).map(([, data]) => data)
  return [...listed, ...followed].filter((document) => document !== undefined).filter(isUnsettled)
}

/** A few at a time; one that is gone meanwhile is left out. */
async function readAll(ids: readonly string[], signal: AbortSignal): Promise<LibraryDocument[]> {
  const found: LibraryDocument[] = []
  for (let at = 0; at < Math.min(ids.length, 24); at += 6) {
    const few = ids
      .slice(at, at + 6)
      .map((id) => api<LibraryDocument>(`/documents/${id}`, { signal }).catch(() => null))
    for (const document of await Promise.all(few)) if (document) found.push(document)
  }
  return found
}
