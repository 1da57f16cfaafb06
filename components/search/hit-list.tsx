'use client'
import { FileText } from 'lucide-react'
import Link from 'next/link'
import { useMatters } from '#components/matters/use-matters.ts'
import { Button } from '#components/ui/button.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { documentPath } from '#lib/documents/passage-link.ts'
import type { HitGroup } from './group-hits.ts'
import { hitPath } from './hit-path.ts'
import { HitRow } from './hit-row.tsx'
import { searchMessages } from './messages.ts'

type Props = {
  groups: readonly HitGroup[]
  /** Whether a document may have hits that are not loaded yet. */
  hasMore: boolean
  /** Null where the search is filtered by a document already. */
  onFilterByDocument: ((documentId: string) => void) | null
}

/** The hits, grouped by document. */
export function HitList({ groups, hasMore, onFilterByDocument }: Props) {
  const messages = searchMessages.results
  const locale = useReaderLocale()
  const number = (value: number) => formatNumber(value, locale)
  const { matters, nameOf } = useMatters()
  return (
    <ol className="flex flex-col">
      {groups.map(({ key, documentId, matterId, title, hits, best, hitsInDocument }) => (
        <li key={key} className="border-t py-4 first:border-t-0">
          <div className="flex items-center gap-3">
            <h2 className="min-w-0 flex-1 font-semibold text-lead">
              <Link
                href={best ? hitPath(best) : documentPath(documentId)}
                prefetch={false}
                className="flex min-w-0 items-center gap-2 rounded-sm hover:text-accent"
              >
                <FileText aria-hidden="true" className="size-4 shrink-0 text-ink-3" />
                <span dir="auto" className="truncate">
                  {title}
                </span>
              </Link>
            </h2>
            {matters.length > 1 && (
              <p
                dir="auto"
                title={nameOf(matterId)}
                className="min-w-0 max-w-[30%] shrink-0 truncate text-ink-3 text-small"
              >
                {nameOf(matterId)}
              </p>
            )}
            {onFilterByDocument && (
              <Button
                variant="quiet"
                size="small"
                aria-label={messages.onlyThisDocument}
                onPress={() => onFilterByDocument(documentId)}
              >
                <span className="max-sm:hidden">{messages.onlyThisDocument}</span>
                <span className="sm:hidden">{messages.onlyThis}</span>
              </Button>
            )}
          </div>
          {hitsInDocument > 1 && (
            <p className="figures pl-6 text-ink-3 text-small">
              {(hasMore ? messages.hitsSoFar : messages.hits)(hitsInDocument, number(hitsInDocument))}
            </p>
          )}
          <ol aria-label={messages.passages(hits.length, number(hits.length), title)} className="mt-1">
            {hits.map((hit) => (
              <HitRow key={`${hit.page} ${hit.passage.start}`} hit={hit} />
            ))}
          </ol>
        </li>
      ))}
    </ol>
  )
}
