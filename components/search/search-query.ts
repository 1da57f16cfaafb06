'use client'
import { infiniteQueryOptions } from '@tanstack/react-query'
import { api } from '#components/api/client.ts'
import { keepPrevious } from '#components/api/keep-previous.ts'
import type { SearchReply } from '#lib/search/schema.ts'
import { resultsPerPage } from './results-per-page.ts'

export type SearchRequest = { q: string; matterId: string | null; documentId: string | null }

/** The first page of results, which the server found while it rendered the page. */
export type InitialResults = { request: SearchRequest; reply: SearchReply }

/** The results of a search, page by page with the server's cursor. An empty query is not sent. */
export function searchQuery(request: SearchRequest, initial: InitialResults | null) {
  const hasInitial = initial !== null && isSameRequest(initial.request, request)
  return infiniteQueryOptions({
    queryKey: ['search', request],
    queryFn: ({ pageParam, signal }) =>
      api<SearchReply>('/search', { query: { ...request, limit: resultsPerPage, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled: request.q !== '',
    placeholderData: (previous) => (request.q === '' ? undefined : keepPrevious(previous)),
    staleTime: 30_000,
    ...(hasInitial ? { initialData: { pages: [initial.reply], pageParams: [null] } } : {}),
  })
}

function isSameRequest(a: SearchRequest, b: SearchRequest): boolean {
  return a.q === b.q && a.matterId === b.matterId && a.documentId === b.documentId
}
