'use client'
import { cx } from '#components/ui/cx.ts'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { Loading, Skeleton } from '#components/ui/skeleton.tsx'
import { rowColumns } from './document-row.tsx'
import { libraryMessages } from './messages.ts'

const { columns } = libraryMessages

/** The column headings; hidden where the rows are cards. */
export function LibraryHeading({ hasMatter }: { hasMatter: boolean }) {
  return (
    <div
      aria-hidden="true"
      className={cx('hidden border-b px-1 pb-2 text-ink-3 text-small @min-[44rem]:grid', rowColumns)}
    >
      <span className="col-start-3">{columns.title}</span>
      <span className="max-[85rem]:hidden">{hasMatter && columns.matter}</span>
      <span className="text-right max-[85rem]:hidden">{columns.pages}</span>
      <span>{columns.status}</span>
      <span className="text-right">{columns.created}</span>
    </div>
  )
}

/** The number of documents loaded. Before it is known, a non-breaking space keeps the line from changing the layout. */
export function DocumentCount({ count, hasMore }: { count: number | null; hasMore: boolean }) {
  const locale = useReaderLocale()
  if (count === null) return '\u00a0'
  return (
    <span className="figures whitespace-nowrap">
      {hasMore ? libraryMessages.moreDocumentsThan(count, locale) : libraryMessages.documentCount(count, locale)}
    </span>
  )
}

const titleWidths = ['w-2/5', 'w-1/2', 'w-1/3', 'w-3/5', 'w-2/5', 'w-1/2']

/** The placeholder of a list that is loading. */
export function LibrarySkeleton() {
  return (
    <Loading label={libraryMessages.loading}>
      {titleWidths.map((width, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the placeholders are fixed and have no other key
          key={index}
          className="flex h-[84px] items-center gap-4 border-b px-1 @min-[44rem]:h-16 @min-[44rem]:pl-10"
        >
          <Skeleton className="h-12 w-9" />
          <div className="flex-1">
            <Skeleton className={cx('h-4', width)} />
            <Skeleton className="mt-2 h-3 w-24 @min-[66rem]:hidden" />
          </div>
          <Skeleton className="h-3 w-24 max-[85rem]:hidden" />
          <Skeleton className="h-3 w-32 @max-[44rem]:hidden" />
        </div>
      ))}
    </Loading>
  )
}
