'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { cx } from '#components/ui/cx.ts'
import { pageImageUrl } from '#components/viewer/document/page-query.ts'
import { viewerMessages } from '#components/viewer/messages.ts'
import type { KeptImageWidth } from '#lib/documents/schema.ts'

type Props = {
  documentId: string
  version: number
  pageCount: number
  page: number
  isPageProcessed: (page: number) => boolean
  onGo: (page: number) => void
}

const rowHeight = 196
/** A thumbnail is 121 CSS pixels wide, which is 242 device pixels on screens with a pixel ratio of 2. */
const imageWidth: KeptImageWidth = 320

/** Thumbnails of all pages in a virtualized list: only visible rows are rendered and loaded. */
export function ThumbnailList({ documentId, version, pageCount, page, isPageProcessed, onGo }: Props) {
  const scroller = useRef<HTMLOListElement>(null)
  const rows = useVirtualizer({
    count: pageCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 3,
    paddingStart: 8,
    paddingEnd: 8,
  })
  useEffect(() => {
    rows.scrollToIndex(page - 1, { align: 'auto' })
  }, [rows, page])

  return (
    <ol ref={scroller} aria-label={viewerMessages.pages.label} className="relative min-h-0 flex-1 overflow-y-auto">
      {/* Gives the list its full height: the rows are positioned absolutely. */}
      <li aria-hidden="true" className="pointer-events-none" style={{ height: rows.getTotalSize() }} />
      {rows.getVirtualItems().map(({ key, index, start }) => (
        <li
          key={key}
          className="absolute inset-x-0 top-0"
          style={{ height: rowHeight, transform: `translateY(${start}px)` }}
        >
          <Thumbnail
            number={index + 1}
            isCurrent={index + 1 === page}
            src={isPageProcessed(index + 1) ? pageImageUrl(documentId, version, index + 1, imageWidth) : null}
            onGo={onGo}
          />
        </li>
      ))}
    </ol>
  )
}

type ThumbnailProps = { number: number; isCurrent: boolean; src: string | null; onGo: (page: number) => void }

function Thumbnail({ number, isCurrent, src, onGo }: ThumbnailProps) {
  return (
    <button
      type="button"
      onClick={() => onGo(number)}
      aria-label={viewerMessages.pages.page(number)}
      {...(isCurrent ? { 'aria-current': 'page' as const } : {})}
      className="group flex size-full cursor-pointer flex-col items-center justify-center gap-1.5 outline-offset-[-4px]"
    >
      <span
        className={cx(
          'grid h-[156px] w-[121px] place-items-center overflow-hidden rounded-[2px]',
          isCurrent
            ? 'outline-2 outline-accent outline-offset-2'
            : 'outline-1 outline-line group-hover:outline-line-strong',
          src ? '' : 'bg-well',
        )}
      >
        {src && (
          // biome-ignore lint/performance/noImgElement: the server already sends WebP in the requested size, after an access check
          <img
            src={src}
            alt=""
            loading="lazy"
            decoding="async"
            className="max-h-full max-w-full bg-[#fff] object-contain dark:brightness-[.86]"
          />
        )}
      </span>
      <span className={cx('figures text-small', isCurrent ? 'font-medium text-ink' : 'text-ink-3')}>{number}</span>
    </button>
  )
}
