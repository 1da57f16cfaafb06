'use client'
import { FileSearch, SearchX } from 'lucide-react'
import Link from 'next/link'
import { Button } from '#components/ui/button.tsx'
import { buttonClass } from '#components/ui/button-class.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Loading, Skeleton } from '#components/ui/skeleton.tsx'
import { searchMessages } from './messages.ts'

const maxTitleQueryLength = 60

/** Shown while the search field is empty: what can be typed, with examples. */
export function SearchHelp({ onSearch }: { onSearch: (query: string) => void }) {
  const { title, text, examples } = searchMessages.help
  return (
    <section className="prose-measure pt-6">
      <h2 className="font-semibold text-lead">{title}</h2>
      <p className="mt-1.5 text-ink-2">{text}</p>
      <dl className="mt-5 grid gap-x-6 gap-y-1 sm:grid-cols-[auto_1fr]">
        {examples.map(({ query, explanation }) => (
          <div key={query} className="contents">
            <dt className="max-sm:mt-2">
              <button
                type="button"
                onClick={() => onSearch(query)}
                className="cursor-pointer rounded-sm py-1 text-left font-medium text-accent hover:text-accent-strong hover:underline"
              >
                {query}
              </button>
            </dt>
            <dd className="py-1 text-ink-2 max-sm:py-0">{explanation}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Shown where the user may read no document at all. */
export function NoDocuments() {
  const { title, text, toLibrary } = searchMessages.noDocuments
  return (
    <EmptyState
      icon={<FileSearch />}
      title={title}
      actions={
        <Link href="/library" className={buttonClass('primary')}>
          {toLibrary}
        </Link>
      }
    >
      {text}
    </EmptyState>
  )
}

/** Shown where no passage matches. `onSearchAll` removes the filters; null where there are none. */
export function NoResults({ query, onSearchAll }: { query: string; onSearchAll: (() => void) | null }) {
  const { title, text, searchAll } = searchMessages.noResults
  const shown = query.length > maxTitleQueryLength ? `${query.slice(0, maxTitleQueryLength)}…` : query
  return (
    <EmptyState
      icon={<SearchX />}
      title={title(shown)}
      actions={onSearchAll && <Button onPress={onSearchAll}>{searchAll}</Button>}
    >
      {text}
    </EmptyState>
  )
}

/** Placeholder of the results while the first page of them loads. */
export function SearchSkeleton() {
  return (
    <Loading label={searchMessages.page.loading}>
      <div className="flex flex-col gap-8 pt-4">
        {[0, 1, 2].map((group) => (
          <div key={group} className="flex flex-col gap-3">
            <Skeleton className="h-6 w-72 max-w-full" />
            <Skeleton className="h-16 w-full max-w-2xl sm:ml-22" />
            <Skeleton className="h-16 w-full max-w-2xl sm:ml-22" />
          </div>
        ))}
      </div>
    </Loading>
  )
}
