'use client'
import { type RefObject, useCallback, useMemo } from 'react'
import { DocumentFailure, PagesFailure } from '#components/viewer/document/document-failure.tsx'
import { SelectionMenu } from '#components/viewer/text/selection-menu.tsx'
import type { PageSelection } from '#components/viewer/text/text-selection.ts'
import type { Reader } from '#components/viewer/use-reader.ts'
import { PageList } from './page-list.tsx'
import { PageView } from './page-view.tsx'

/** The middle: the pages, or why there are none. */
export function ReadingPane({ reader }: { reader: Reader }) {
  const { document, version, pdf, pdfError, pageCount, list, textOf } = reader
  const scroller = useMemo(() => elementOf(list), [list])
  const onCopy = useCallback(
    (selections: readonly PageSelection[], event: ClipboardEvent) => {
      if (selections.length === 0) return
      event.preventDefault()
      const words = selections.map(({ page, start, end }) => textOf(page).slice(start, end))
      event.clipboardData?.setData('text/plain', words.join('\n'))
    },
    [textOf],
  )

  if (reader.isHopeless) return <DocumentFailure document={document} />
  if (pdfError && version === document.version && document.failure) return <DocumentFailure document={document} />
  if (pdfError) return <PagesFailure error={pdfError} document={document} version={version} onRetry={reader.retry} />
  return (
    <PageList
      key={version}
      ref={list}
      pageCount={pageCount}
      zoom={reader.zoom}
      startPage={reader.page}
      page={reader.page}
      onZoomChange={reader.setZoom}
      onPageChange={reader.onPageChange}
      onFactorChange={reader.setZoomFactor}
      columnOf={reader.columnOf}
      renderPage={(number, frame, onSize) => (
        <PageView
          key={number}
          {...{ number, frame, pdf, version, pageCount, onSize }}
          documentId={document.id}
          isRead={reader.isRead(number)}
          marks={reader.marksOf(number)}
          takesFocus={reader.takesFocus && number === reader.passagePageNumber}
          onFocusTaken={reader.onFocusTaken}
        />
      )}
    >
      <SelectionMenu
        scroller={scroller}
        onCopyLink={(selection) => void reader.copyLink(selection)}
        onFind={({ page, start, end }) => {
          reader.setTyped(textOf(page).slice(start, end).replace(/\s+/g, ' ').slice(0, 200))
          reader.openTab('find')
        }}
        onCopy={onCopy}
      />
    </PageList>
  )
}

function elementOf(list: Reader['list']): RefObject<HTMLElement | null> {
  return {
    get current() {
      return list.current?.element() ?? null
    },
  }
}
