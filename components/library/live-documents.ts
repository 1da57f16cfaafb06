'use client'
import { type QueryClient, queryOptions, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api } from '#components/api/client.ts'
import { type DocumentPage, isUnsettled, type LibraryDocument } from './document.ts'
import { documentsKey, updateInLists } from './document-queries.ts'

const activeIntervalMs = 1_200
const idleIntervalMs = 20_000
const inFlightKey = ['documents', 'in-flight'] as const

type InFlight = { documents: LibraryDocument[]; settled: LibraryDocument[] }

/** The latest known state of one document, written by `useLiveDocuments`. */
const documentKey = (...id: string[]) => ['documents', 'one', ...id] as const

function liveDocumentQuery(id: string) {
  return queryOptions({
    queryKey: documentKey(id),
    queryFn: ({ signal }) => api<LibraryDocument>(`/documents/${id}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** One document, kept current by `useLiveDocuments` while it is being processed. */
export function useLiveDocument(id: string) {
  return useQuery(liveDocumentQuery(id))
}

/** How many of these documents are queued or being processed. */
export function useUnsettledCount(ids: readonly string[]): number {
  return useQueries({
    queries: ids.map(liveDocumentQuery),
    combine: (results) => results.filter(({ data }) => data && isUnsettled(data)).length,
  })
}

/**
 * Polls the documents that are queued or being processed, and updates the lists with their progress. One small request covers all of them,
 * answered by 304 while nothing changes, so that the cost does not depend on the size of the library. A document that is no longer among
 * them has settled, and is read once more.
 */
export function useLiveDocuments(isNeeded: boolean): void {
  const client = useQueryClient()
  const { data } = useQuery({
    queryKey: inFlightKey,
    queryFn: ({ signal }) => readInFlight(client, signal),
    enabled: isNeeded,
    refetchInterval: ({ state }) => (state.data?.documents.length ? activeIntervalMs : idleIntervalMs),
    staleTime: 0,
  })
  useEffect(() => {
    if (!data) return
    const known = [...data.documents, ...data.settled]
    updateInLists(client, known)
    for (const document of known) client.setQueryData(documentKey(document.id), document)
  }, [client, data])
}

/** Adds a new document to the polled ones, and polls at once. */
export function watchDocument(client: QueryClient, document: LibraryDocument): void {
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
  const missing = knownUnsettled(client).filter(({ id }) => !ids.has(id))
  // Sorted by status, documents being processed come first: the page contains all of them, even if it cannot hold all queued ones.
  const candidates = new Map(
    missing.filter(({ status }) => nextCursor === null || status === 'processing').map((each) => [each.id, each]),
  )
  return { documents, settled: await readAll([...candidates.keys()], signal) }
}

/** Documents that the loaded lists and rows show as unsettled. */
function knownUnsettled(client: QueryClient): LibraryDocument[] {
  const listed = client
    .getQueriesData<{ pages: DocumentPage[] }>({ queryKey: documentsKey })
    .flatMap(([, data]) => data?.pages.flatMap(({ items }) => items) ?? [])
  const watched = client.getQueriesData<LibraryDocument>({ queryKey: documentKey() }).map(([, data]) => data)
  return [...listed, ...watched].filter((document) => document !== undefined).filter(isUnsettled)
}

const maxReads = 24
const maxConcurrentReads = 6

/** Reads documents, six at a time and 24 at most. Documents that were deleted in the meantime are left out. */
async function readAll(ids: readonly string[], signal: AbortSignal): Promise<LibraryDocument[]> {
  const found: LibraryDocument[] = []
  for (let start = 0; start < Math.min(ids.length, maxReads); start += maxConcurrentReads) {
    const batch = ids
      .slice(start, start + maxConcurrentReads)
      .map((id) => api<LibraryDocument>(`/documents/${id}`, { signal }).catch(() => null))
    for (const document of await Promise.all(batch)) if (document) found.push(document)
  }
  return found
}
