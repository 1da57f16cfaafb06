'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useFind } from './find-context.tsx'
import type { FindMatch } from './find-matches.ts'
import { FindSnippet } from './find-snippet.tsx'
import { findMessages } from './messages.ts'

/** All matches in a virtualized list, which scrolls to the current match. */
export function MatchList({ onGo }: { onGo: (index: number) => void }) {
  const { matches, pages, current } = useFind()
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: matches.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 76,
    overscan: 6,
  })
  useEffect(() => {
    if (current >= 0) rows.scrollToIndex(current, { align: 'auto' })
  }, [rows, current])
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
      <ol aria-label={findMessages.list} className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ key, index, start }) => {
          const match = matches[index]
          if (!match) return null
          return (
            <li
              key={key}
              ref={rows.measureElement}
              data-index={index}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${start}px)` }}
            >
              <MatchRow
                match={match}
                text={pages?.[match.page - 1] ?? ''}
                isCurrent={index === current}
                onGo={() => onGo(index)}
              />
            </li>
          )
        })}
      </ol>
    </div>
  )
}

type RowProps = { match: FindMatch; text: string; isCurrent: boolean; onGo: () => void }

function MatchRow({ match, text, isCurrent, onGo }: RowProps) {
  return (
    <button
      type="button"
      onClick={onGo}
      {...(isCurrent ? { 'aria-current': 'true' as const } : {})}
      className="flex w-full cursor-pointer gap-3 border-b px-3 py-2 text-left outline-offset-[-2px] hover:bg-well aria-[current]:bg-well"
    >
      <span className="figures w-8 shrink-0 text-right text-ink-3 text-small leading-6">{match.page}</span>
      <FindSnippet text={text} ranges={match.ranges} />
    </button>
  )
}
