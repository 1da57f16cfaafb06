import Link from 'next/link'
import { formatNumber } from '#components/ui/format.ts'
import { useReaderLocale } from '#components/ui/locale.tsx'
import type { SearchItem } from '#lib/search/schema.ts'
import { hitPath } from './hit-path.ts'
import { MarkedText } from './marked-text.tsx'
import { searchMessages } from './messages.ts'

/** A passage that matches, with its page, its headings and the matching words marked. The whole row links to the page. */
export function HitRow({ hit }: { hit: SearchItem }) {
  const locale = useReaderLocale()
  const { headingPath, snippet } = hit
  const page = formatNumber(hit.page, locale)
  return (
    <li>
      <Link
        href={hitPath(hit)}
        prefetch={false}
        data-hit
        className="group -mx-3 grid gap-x-4 rounded-md px-3 py-2.5 hover:bg-well focus-visible:bg-well sm:grid-cols-[4.5rem_1fr]"
      >
        <span className="figures text-ink-3 text-small leading-6">
          <span className="max-sm:sr-only">{searchMessages.results.pageShort(page)}</span>
          <span className="sm:hidden" aria-hidden="true">
            {searchMessages.results.page(page)}
          </span>
        </span>
        <span className="min-w-0">
          {headingPath.length > 0 && (
            <span className="block truncate text-ink-3 text-small leading-6">{headingPath.slice(-2).join(' › ')}</span>
          )}
          <span className="prose-measure line-clamp-5 block break-words font-serif text-ink group-hover:text-ink">
            {startsInSentence(snippet.text) && '… '}
            <MarkedText {...snippet} />
            {!endsSentence(snippet.text) && ' …'}
          </span>
        </span>
      </Link>
    </li>
  )
}

function startsInSentence(text: string): boolean {
  return /^\p{Ll}/u.test(text)
}

function endsSentence(text: string): boolean {
  return /[.!?:;]["”’)]*\s*$/.test(text)
}
