'use client'
import { FileSearch, SearchX } from 'lucide-react'
import Link from 'next/link'
import { Button } from '#components/ui/button.tsx'
import { buttonClass } from '#components/ui/button-class.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Loading, Skeleton } from '#components/ui/skeleton.tsx'

const examples: readonly [typed: string, does: string][] = [
  ['governing law', 'passages with both words, in any of their forms'],
  ['"prior written consent"', 'these words, exactly so'],
  ['termination or expiration', 'either of the two'],
  ['notice -convenience', 'the first without the second'],
  ['Section 10.2(b)', 'a clause by its number'],
]

/** Before anything is asked: what can be asked. */
export function SearchHelp({ onAsk }: { onAsk: (typed: string) => void }) {
  return (
    <section className="prose-measure pt-6">
      <h2 className="font-semibold text-lead">Find a clause by the words in it</h2>
      <p className="mt-1.5 text-ink-2">
        Spelling that is nearly right finds too. A click, or Enter, opens the page with the words marked.
      </p>
      <dl className="mt-5 grid gap-x-6 gap-y-1 sm:grid-cols-[auto_1fr]">
        {examples.map(([typed, does]) => (
          <div key={typed} className="contents">
            <dt className="max-sm:mt-2">
              <button
                type="button"
                onClick={() => onAsk(typed)}
                className="cursor-pointer rounded-sm py-1 text-left font-medium text-accent hover:text-accent-strong hover:underline"
              >
                {typed}
              </button>
            </dt>
            <dd className="py-1 text-ink-2 max-sm:py-0">{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Nothing to look in. */
export function NothingToSearch() {
  return (
    <EmptyState
      icon={<FileSearch />}
      title="There is nothing to search yet"
      actions={
        <Link href="/library" className={buttonClass('primary')}>
          Go to the library
        </Link>
      }
    >
      Add documents, and every word in them can be found here.
    </EmptyState>
  )
}

/** Nothing was found. */
export function NothingFound({ q, onWiden }: { q: string; onWiden: (() => void) | null }) {
  return (
    <EmptyState
      icon={<SearchX />}
      title={`Nothing says “${q.length > 60 ? `${q.slice(0, 60)}…` : q}”`}
      actions={onWiden && <Button onPress={onWiden}>Search every document</Button>}
    >
      Try fewer words, or another word for it. Without quotation marks, other forms of a word count too.
    </EmptyState>
  )
}

/** The shape of what comes. */
export function SearchSkeleton() {
  return (
    <Loading label="Searching">
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
