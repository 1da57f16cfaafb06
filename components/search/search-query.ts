'use client'
import { infiniteQueryOptions } from '@tanstack/react-query'
import { api } from '#components/api/client.ts'
import { keepPrevious } from '#components/api/keep-previous.ts'
import type { SearchReply } from '#lib/search/schema.ts'

export type Asked = { q: string; matterId: string | null; documentId: string | null }

/** What the server has found before the page was sent. */
export type FirstResults = { asked: Asked; reply: SearchReply }

import { resultsPerPage } from './results-per-page.ts'

export function searchQuery(asked: Asked, first: FirstResults | null) {
  const isFirst = first !== null && sameAsked(first.asked, asked)
  return infiniteQueryOptions({
    queryKey: ['search', asked],
    queryFn: ({ pageParam, signal }) =>
      api<SearchReply>('/search', { query: { ...asked, limit: resultsPerPage, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled: asked.q !== '',
    placeholderData: (previous) => (asked.q === '' ? undefined : keepPrevious(previous)),
    staleTime: 30_000,
    ...(isFirst ? { initialData: { pages: [first.reply], pageParams: [null] } } : {}),
  })
}

function sameAsked(a: Asked, b: Asked): boolean {
  return a.q === b.q && a.matterId === b.matterId && a.documentId === b.documentId
}
