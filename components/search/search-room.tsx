'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { ProblemState } from '#components/api/problem-state.tsx'
import { SearchField } from '#components/ui/search-field.tsx'
import { maxQueryLength } from '#lib/search/schema.ts'
import { SearchHelp, SearchSkeleton } from './search-blank.tsx'
import { SearchFilters } from './search-filters.tsx'
import { useSearchParams } from './search-params.ts'
import { type FirstResults, searchQuery } from './search-query.ts'
import { SearchResults } from './search-results.tsx'
import { useHitKeys } from './use-hit-keys.ts'
import { useSettled } from './use-settled.ts'

const settleMilliseconds = 180

/** One field over everything that the reader may see. `first`: what the server found while it made the page. */
export function SearchRoom({ first }: { first: FirstResults | null }) {
  const params = useSearchParams()
  const { q, matter, document, setParams } = params
  const field = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const typed = q.trim()
  const [settled, settle] = useSettled(typed, settleMilliseconds)
  const asked = { q: typed === '' ? '' : settled, matterId: matter, documentId: document }
  const query = useInfiniteQuery(searchQuery(asked, first))
  const isCurrent = asked.q === typed && query.isSuccess && !query.isPlaceholderData
  const { goToFirst } = useHitKeys(list, field, isCurrent)
  const { hasNextPage, isFetchingNextPage, fetchNextPage, data } = query
  const titleOf = (id: string) => data?.pages.flatMap(({ items }) => items).find((hit) => hit.documentId === id)?.title

  return (
    <>
      <div ref={field} className="-mx-4 sticky top-0 z-10 border-b bg-paper px-4 pt-6 pb-3 sm:-mx-8 sm:px-8 sm:pt-10">
        <h1 className="sr-only">Search</h1>
        <SearchField
          label="Search the documents"
          placeholder="Words, “a phrase”, -without, this or that"
          size="large"
          value={q}
          maxLength={maxQueryLength}
          autoFocus={q === ''}
          onChange={(next) => setParams({ q: next || null })}
          onSubmit={() => {
            settle()
            goToFirst()
          }}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') goToFirst()
          }}
        />
        <div className="mt-2 flex flex-wrap items-center gap-2 empty:hidden">
          <SearchFilters params={params} knownTitle={document === null ? undefined : titleOf(document)} />
        </div>
      </div>
      <div ref={list} aria-busy={query.isFetching} className="pt-4">
        {asked.q === '' ? (
          <SearchHelp onAsk={(example) => setParams({ q: example })} />
        ) : query.isError && !data ? (
          <ProblemState error={query.error} onRetry={() => void query.refetch()} />
        ) : data ? (
          <SearchResults
            q={asked.q}
            data={data}
            params={params}
            onMore={hasNextPage && !query.isPlaceholderData ? () => void fetchNextPage() : null}
            isLoadingMore={isFetchingNextPage}
          />
        ) : (
          <SearchSkeleton />
        )}
      </div>
    </>
  )
}
