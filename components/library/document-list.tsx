'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useMainElement } from '#components/layout/main-element.ts'
import { usePrinting } from '#components/ui/use-printing.ts'
import { useRemWidth } from '#components/ui/use-rem.ts'
import type { LibraryDocument } from './document.ts'
import { libraryMessages } from './messages.ts'

type Props = {
  documents: readonly LibraryDocument[]
  hasMore: boolean
  onNeedMore: () => void
  /** Receives a function that focuses a row by its index, whether or not it is rendered now. */
  onReady: (focusRow: (index: number) => void) => void
  renderRow: (document: LibraryDocument, index: number) => ReactNode
}

/** From this width rows are lines of a table, below they are cards: the breakpoint of the container queries of `DocumentRow`. */
const tableMinWidthInRem = 44

/** A virtualized list: renders only the visible rows, and requests the next page before the end is reached. */
export function DocumentList({ documents, hasMore, onNeedMore, onReady, renderRow }: Props) {
  const list = useRef<HTMLUListElement>(null)
  const main = useMainElement()
  const [scrollMargin, setScrollMargin] = useState(0)
  const { widthInRem, pixelsPerRem } = useRemWidth(list, { widthInRem: tableMinWidthInRem, pixelsPerRem: 16 })
  const rowHeight = (widthInRem >= tableMinWidthInRem ? 4 : 5.25) * pixelsPerRem
  const virtualizer = useVirtualizer({
    count: documents.length,
    getScrollElement: () => main,
    estimateSize: () => rowHeight,
    getItemKey: (index) => documents[index]?.id ?? index,
    overscan: 8,
    scrollMargin,
    scrollPaddingStart: 120,
    scrollPaddingEnd: 80,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the heights only depend on the width
  useEffect(() => virtualizer.measure(), [rowHeight])
  useLayoutEffect(() => {
    const top = list.current?.offsetTop ?? 0
    if (top !== scrollMargin) setScrollMargin(top)
  })
  const isPrinting = usePrinting()
  const rows = virtualizer.getVirtualItems()
  const lastIndex = rows.at(-1)?.index ?? -1
  useEffect(() => {
    if (hasMore && lastIndex >= documents.length - 20) onNeedMore()
  }, [hasMore, lastIndex, documents.length, onNeedMore])

  useEffect(() => {
    onReady((index) => {
      virtualizer.scrollToIndex(index)
      const focus = (attempts: number) => {
        const row = list.current?.querySelector<HTMLElement>(`[data-index="${index}"] [data-row-focus]`)
        if (row) row.focus({ preventScroll: true })
        else if (attempts > 0) requestAnimationFrame(() => focus(attempts - 1))
      }
      focus(10)
    })
  }, [onReady, virtualizer])

  // Prints all loaded rows.
  if (isPrinting) {
    return (
      <ul aria-label={libraryMessages.list.label}>
        {documents.map((document, index) => (
          <li key={document.id} className="break-inside-avoid">
            {renderRow(document, index)}
          </li>
        ))}
      </ul>
    )
  }
  return (
    <ul
      ref={list}
      aria-label={libraryMessages.list.label}
      className="relative"
      style={{ height: virtualizer.getTotalSize() }}
    >
      {rows.map(({ index, key, start, size }) => {
        const document = documents[index]
        if (!document) return null
        return (
          <li
            key={key}
            data-index={index}
            aria-setsize={hasMore ? -1 : documents.length}
            aria-posinset={index + 1}
            className="absolute inset-x-0 top-0"
            style={{ height: size, transform: `translateY(${start - scrollMargin}px)` }}
          >
            {renderRow(document, index)}
          </li>
        )
      })}
    </ul>
  )
}
