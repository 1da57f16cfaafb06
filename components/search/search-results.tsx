'use client'
import type { InfiniteData } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { SearchReply } from '#lib/search/schema.ts'
import { groupHits } from './group-hits.ts'
import { HitList } from './hit-list.tsx'
import { NothingFound, NothingToSearch } from './search-blank.tsx'
import { ResultCount, UnreadNotice, WideningNotice } from './search-notes.tsx'
import type { SearchParams } from './search-params.ts'

type Props = {
  q: string
  data: InfiniteData<SearchReply>
  params: SearchParams
  onMore: (() => void) | null
  isLoadingMore: boolean
}

/** What a search has found, and what should be known about it. */
export function SearchResults({ q, data, params, onMore, isLoadingMore }: Props) {
  const { matter, document, setParams } = params
  const first = data.pages[0]
  if (!first) return null
  const isNarrowed = matter !== null || document !== null
  if (first.coverage.documents === 0 && !isNarrowed) return <NothingToSearch />
  const groups = groupHits(data.pages)
  return (
    <>
      <div className="flex flex-col gap-2 pb-2">
        <ResultCount reply={first} />
        <UnreadNotice coverage={first.coverage} />
        <WideningNotice reply={first} onAsk={(typed, instead) => setParams({ q: q.replace(typed, instead) })} />
      </div>
      {groups.length === 0 ? (
        <NothingFound q={q} onWiden={isNarrowed ? () => setParams({ matter: null, document: null }) : null} />
      ) : (
        <HitList
          groups={groups}
          hasMore={onMore !== null || first.isPartial}
          onNarrow={document === null ? (documentId) => setParams({ document: documentId }) : null}
        />
      )}
      {onMore && <More onMore={onMore} isLoading={isLoadingMore} />}
    </>
  )
}

/** Loads what follows when the reader comes near the end; by hand too. */
function More({ onMore, isLoading }: { onMore: () => void; isLoading: boolean }) {
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!end.current || isLoading) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && onMore(), { rootMargin: '600px' })
    observer.observe(end.current)
    return () => observer.disconnect()
  }, [onMore, isLoading])
  return (
    <div ref={end} className="flex justify-center border-t py-6">
      <Button isPending={isLoading} onPress={onMore}>
        More passages
      </Button>
    </div>
  )
}
