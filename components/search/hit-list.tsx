'use client'
import { FileText } from 'lucide-react'
import Link from 'next/link'
import { useMatters } from '#components/matters/use-matters.ts'
import { Button } from '#components/ui/button.tsx'
import { formatCount } from '#components/ui/format.ts'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { documentPath } from '#lib/documents/passage-link.ts'
import type { HitGroup } from './group-hits.ts'
import { hitPath } from './hit-path.ts'
import { HitRow } from './hit-row.tsx'

type Props = {
  groups: readonly HitGroup[]
  /** Whether more may be found in a document than has been loaded. */
  hasMore: boolean
  /** Null where the search is narrowed to one document already. */
  onNarrow: ((documentId: string) => void) | null
}

/** What was found, under the documents it stands in. */
export function HitList({ groups, hasMore, onNarrow }: Props) {
  const locale = useReaderLocale()
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
            {onNarrow && (
              <Button variant="quiet" size="small" onPress={() => onNarrow(documentId)}>
                <span>
                  Only this<span className="max-sm:sr-only"> document</span>
                </span>
              </Button>
            )}
          </div>
          {hitsInDocument > 1 && (
            <p className="figures pl-6 text-ink-3 text-small">
              {formatCount(hitsInDocument, 'hit', 'hits', locale)} in this document{hasMore && ' so far'}
            </p>
          )}
          <ol aria-label={`${formatCount(hits.length, 'passage', 'passages', locale)} in ${title}`} className="mt-1">
            {hits.map((hit) => (
              <HitRow key={`${hit.page} ${hit.passage.start}`} hit={hit} />
            ))}
          </ol>
        </li>
      ))}
    </ol>
  )
}
