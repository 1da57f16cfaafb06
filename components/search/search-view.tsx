'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { ProblemState } from '#components/api/problem-state.tsx'
import { SearchField } from '#components/ui/search-field.tsx'
import { maxQueryLength } from '#lib/search/schema.ts'
import { searchMessages } from './messages.ts'
import { SearchFilters } from './search-filters.tsx'
import { useSearchParams } from './search-params.ts'
import { type InitialResults, searchQuery } from './search-query.ts'
import { SearchResults } from './search-results.tsx'
import { SearchHelp, SearchSkeleton } from './search-states.tsx'
import { useDebouncedValue } from './use-debounced-value.ts'
import { useHitKeys } from './use-hit-keys.ts'

const debounceMilliseconds = 180

/** Full-text search over all documents that the user may read. */
export function SearchView({ initial }: { initial: InitialResults | null }) {
  const messages = searchMessages.page
  const params = useSearchParams()
  const { q, matter, document, setParams } = params
  const field = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const typed = q.trim()
  const [debounced, flush] = useDebouncedValue(typed, debounceMilliseconds)
  const request = { q: typed === '' ? '' : debounced, matterId: matter, documentId: document }
  const query = useInfiniteQuery(searchQuery(request, initial))
  const isCurrent = request.q === typed && query.isSuccess && !query.isPlaceholderData
  const { focusFirstHit } = useHitKeys(list, field, isCurrent)
  const { hasNextPage, isFetchingNextPage, fetchNextPage, data } = query
  const titleOf = (id: string) => data?.pages.flatMap(({ items }) => items).find((hit) => hit.documentId === id)?.title

  return (
    <>
      <div ref={field} className="-mx-4 sticky top-0 z-10 border-b bg-paper px-4 pt-6 pb-3 sm:-mx-8 sm:px-8 sm:pt-10">
        <h1 className="sr-only">{messages.title}</h1>
        <SearchField
          label={messages.field}
          placeholder={messages.placeholder}
          size="large"
          value={q}
          maxLength={maxQueryLength}
          autoFocus={q === ''}
          onChange={(next) => setParams({ q: next || null })}
          onSubmit={() => {
            flush()
            focusFirstHit()
          }}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') focusFirstHit()
          }}
        />
        <div className="mt-2 flex flex-wrap items-center gap-2 empty:hidden">
          <SearchFilters params={params} knownTitle={document === null ? undefined : titleOf(document)} />
        </div>
      </div>
      <div ref={list} aria-busy={query.isFetching} className="pt-4">
        {request.q === '' ? (
          <SearchHelp onSearch={(example) => setParams({ q: example })} />
        ) : query.isError && !data ? (
          <ProblemState error={query.error} onRetry={() => void query.refetch()} />
        ) : data ? (
          <SearchResults
            query={request.q}
            data={data}
            params={params}
            onLoadMore={hasNextPage && !query.isPlaceholderData ? () => void fetchNextPage() : null}
            isLoadingMore={isFetchingNextPage}
          />
        ) : (
          <SearchSkeleton />
        )}
      </div>
    </>
  )
}
