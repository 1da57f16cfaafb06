'use client'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo } from 'react'
import { api, apiUrl, fetchOrFail, toApiError } from '#components/api/client.ts'
import { keepPrevious } from '#components/api/keep-previous.ts'
import { parseQuery } from '#lib/search/query-language.ts'
import type { SearchReply } from '#lib/search/schema.ts'
import { addPassages, type FindMatch, findInPages } from './find-matches.ts'

export type FindState = {
  matches: readonly FindMatch[]
  /** The text of every page, in order; null until it is there. */
  pages: readonly string[] | null
  isLooking: boolean
  error: unknown
  /** Near spellings that search took in place of what was typed. */
  spelling: SearchReply['spelling']
}

type Options = { documentId: string; version: number; isCurrentVersion: boolean; pagesDone: number; typed: string }

/**
 * Finds in one document. The letters as typed, and what search would find: its reading of the words is used here directly, and where
 * several words are asked for, or nothing stands there as typed, search itself is asked too.
 */
export function useFind({ documentId, version, isCurrentVersion, pagesDone, typed }: Options): FindState {
  const looked = useDeferredValue(typed.trim())
  const isNeeded = looked !== ''
  const text = useQuery({
    queryKey: ['document-text', documentId, version, pagesDone],
    queryFn: ({ signal }) => readPages(documentId, version, signal),
    enabled: isNeeded,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPrevious,
  })
  const pages = text.data ?? null
  const here = useMemo(() => (pages ? findInPages(pages, looked) : []), [pages, looked])
  const asksSearch = isCurrentVersion && pages !== null && isNeeded && (here.length === 0 || isSeveral(looked))
  const search = useQuery({
    queryKey: ['document-find', documentId, version, pagesDone, looked],
    queryFn: ({ signal }) => api<SearchReply>('/search', { query: { q: looked, documentId, limit: 200 }, signal }),
    enabled: asksSearch,
    staleTime: 60_000,
  })
  const reply = asksSearch ? search.data : undefined
  const matches = useMemo(() => (reply ? addPassages(here, toMatches(reply, version)) : here), [here, reply, version])
  return {
    matches,
    pages,
    isLooking: isNeeded && (text.isPending || text.isPlaceholderData || (asksSearch && search.isPending)),
    error: text.error ?? (here.length === 0 && asksSearch ? search.error : null),
    spelling: reply?.spelling ?? [],
  }
}

function isSeveral(typed: string): boolean {
  const { groups, excluded } = parseQuery(typed)
  return groups.length > 1 || excluded.length > 0
}

function toMatches({ items }: SearchReply, version: number): FindMatch[] {
  return items
    .filter((item) => item.version === version)
    .map(({ page, passage, snippet }) => ({
      page,
      ranges: snippet.highlights.map(([start, end]) => [passage.start + start, passage.start + end] as const),
    }))
}

async function readPages(documentId: string, version: number, signal: AbortSignal): Promise<string[]> {
  const url = apiUrl(`/documents/${documentId}/text`, { version })
  const response = await fetchOrFail(url, { headers: { Accept: 'text/plain' }, signal })
  if (!response.ok) throw await toApiError(response)
  return (await response.text()).split('\f')
}
