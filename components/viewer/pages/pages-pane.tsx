'use client'
import { DocumentFailure, PagesFailure } from '#components/viewer/document/document-failure.tsx'
import type { PageText } from '#components/viewer/document/page-query.ts'
import { useOpenedPdf } from '#components/viewer/document/pdf-context.tsx'
import { usePageTexts } from '#components/viewer/document/use-page-texts.ts'
import { useShownVersion } from '#components/viewer/document/version-context.tsx'
import { useMarks } from '#components/viewer/marks/marks-context.tsx'
import { SelectionActions } from '#components/viewer/text/selection-actions.tsx'
import { PageList } from './page-list.tsx'
import { usePagePosition } from './page-position.tsx'
import { PageView } from './page-view.tsx'
import { useZoom } from './zoom-context.tsx'

/** The middle of the viewer: the pages, or the reason why they cannot be shown. */
export function PagesPane() {
  const { document, version, isNewest, canShowPages } = useShownVersion()
  const { error, retry } = useOpenedPdf()
  if (!canShowPages || (error && isNewest && document.failure)) return <DocumentFailure document={document} />
  if (error) return <PagesFailure error={error} document={document} version={version} onRetry={retry} />
  return <Pages key={version} />
}

function Pages() {
  const { document, version, isPageProcessed } = useShownVersion()
  const { pdf, pageCount } = useOpenedPdf()
  const { page, pageList, onPageChange } = usePagePosition()
  const { zoom, setZoom, onFactorChange } = useZoom()
  const { marksOf, focusedPage, onFocused } = useMarks()
  const { cached } = usePageTexts()
  return (
    <PageList
      ref={pageList}
      pageCount={pageCount}
      zoom={zoom}
      startPage={page}
      page={page}
      onZoomChange={setZoom}
      onPageChange={onPageChange}
      onFactorChange={onFactorChange}
      textColumnOf={(number) => textColumn(cached(number))}
      renderPage={(number, frame, onSize) => (
        <PageView
          key={number}
          {...{ number, frame, pdf, version, pageCount, onSize }}
          documentId={document.id}
          isProcessed={isPageProcessed(number)}
          marks={marksOf(number)}
          takesFocus={number === focusedPage}
          onFocused={onFocused}
        />
      )}
      renderOverlay={(scroller) => <SelectionActions scroller={scroller} />}
    />
  )
}

/** The horizontal extent of a page's words as fractions of its width; null without words. */
function textColumn(text: PageText | undefined): { left: number; right: number } | null {
  if (!text || text.words.length === 0) return null
  const left = Math.min(...text.words.map((word) => word.x)) / text.width
  const right = Math.max(...text.words.map((word) => word.x + word.w)) / text.width
  return right > left ? { left, right } : null
}
