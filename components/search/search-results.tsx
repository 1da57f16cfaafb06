'use client'
import type { InfiniteData } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { SearchReply } from '#lib/search/schema.ts'
import { groupHits } from './group-hits.ts'
import { HitList } from './hit-list.tsx'
import { searchMessages } from './messages.ts'
import type { SearchParams } from './search-params.ts'
import { NoDocuments, NoResults } from './search-states.tsx'
import { RelaxedQueryNotice, ResultCount, UnreadablePagesNotice } from './search-summary.tsx'

type Props = {
  query: string
  data: InfiniteData<SearchReply>
  params: SearchParams
  /** Null where all results are loaded. */
  onLoadMore: (() => void) | null
  isLoadingMore: boolean
}

/** The results of a search, with their count and notices about them. */
export function SearchResults({ query, data, params, onLoadMore, isLoadingMore }: Props) {
  const { matter, document, setParams } = params
  const first = data.pages[0]
  if (!first) return null
  const isFiltered = matter !== null || document !== null
  if (first.coverage.documents === 0 && !isFiltered) return <NoDocuments />
  const groups = groupHits(data.pages)
  return (
    <>
      <div className="flex flex-col gap-2 pb-2">
        <ResultCount reply={first} />
        <UnreadablePagesNotice coverage={first.coverage} />
        <RelaxedQueryNotice
          reply={first}
          onReplace={(typed, replacement) => setParams({ q: query.replace(typed, replacement) })}
        />
      </div>
      {groups.length === 0 ? (
        <NoResults query={query} onSearchAll={isFiltered ? () => setParams({ matter: null, document: null }) : null} />
      ) : (
        <HitList
          groups={groups}
          hasMore={onLoadMore !== null || first.isPartial}
          onFilterByDocument={document === null ? (documentId) => setParams({ document: documentId }) : null}
        />
      )}
      {onLoadMore && <LoadMore onLoadMore={onLoadMore} isLoading={isLoadingMore} />}
    </>
  )
}

/** Loads the next results when the end of the list comes near (infinite scrolling), or when the button is pressed. */
function LoadMore({ onLoadMore, isLoading }: { onLoadMore: () => void; isLoading: boolean }) {
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!end.current || isLoading) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && onLoadMore(), {
      rootMargin: '600px',
    })
    observer.observe(end.current)
    return () => observer.disconnect()
  }, [onLoadMore, isLoading])
  return (
    <div ref={end} className="flex justify-center border-t py-6">
      <Button isPending={isLoading} onPress={onLoadMore}>
        {searchMessages.results.more}
      </Button>
    </div>
  )
}
