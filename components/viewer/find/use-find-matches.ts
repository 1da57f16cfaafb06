'use client'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo } from 'react'
import { api, apiUrl, fetchOrFail, toApiError } from '#components/api/client.ts'
import { keepPrevious } from '#components/api/keep-previous.ts'
import { useShownVersion } from '#components/viewer/document/version-context.tsx'
import { parseQuery } from '#lib/search/query-language.ts'
import type { SearchReply } from '#lib/search/schema.ts'
import { addPassages, type FindMatch, findInPages } from './find-matches.ts'

export type FindResult = {
  matches: readonly FindMatch[]
  /** The text of every page in order; null until it is loaded. */
  pages: readonly string[] | null
  isSearching: boolean
  error: unknown
  /** Words of the query that the server replaced by similar spellings. */
  spelling: SearchReply['spelling']
}

const noSpelling: SearchReply['spelling'] = []

/**
 * Finds a query in the shown version. The text of the document is searched in the browser, literally and with the word forms of the
 * search. Where nothing matches, or the query has several parts, the server's search adds passages; it covers the newest version only.
 */
export function useFindMatches(query: string): FindResult {
  const { document, version, isNewest, pagesDone } = useShownVersion()
  const documentId = document.id
  const q = useDeferredValue(query.trim())
  const hasQuery = q !== ''
  const text = useQuery({
    queryKey: ['document-text', documentId, version, pagesDone],
    queryFn: ({ signal }) => readPages(documentId, version, signal),
    enabled: hasQuery,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPrevious,
  })
  const pages = text.data ?? null
  const local = useMemo(() => (pages ? findInPages(pages, q) : []), [pages, q])
  const needsServer = isNewest && pages !== null && hasQuery && (local.length === 0 || hasSeveralParts(q))
  const search = useQuery({
    queryKey: ['document-find', documentId, version, pagesDone, q],
    queryFn: ({ signal }) => api<SearchReply>('/search', { query: { q, documentId, limit: 200 }, signal }),
    enabled: needsServer,
    staleTime: 60_000,
  })
  const reply = needsServer ? search.data : undefined
  const matches = useMemo(
    () => (reply ? addPassages(local, toMatches(reply, version)) : local),
    [local, reply, version],
  )
  const isSearching = hasQuery && (text.isPending || text.isPlaceholderData || (needsServer && search.isPending))
  const error = text.error ?? (local.length === 0 && needsServer ? search.error : null)
  const spelling = reply?.spelling ?? noSpelling
  return useMemo(
    () => ({ matches, pages, isSearching, error, spelling }),
    [matches, pages, isSearching, error, spelling],
  )
}

function hasSeveralParts(query: string): boolean {
  const { groups, without } = parseQuery(query)
  return groups.length > 1 || without.length > 0
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
