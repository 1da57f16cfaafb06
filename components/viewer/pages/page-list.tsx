'use client'
import { type ReactNode, type Ref, type RefObject, useEffect, useImperativeHandle } from 'react'
import { viewerMessages } from '#components/viewer/messages.ts'
import type { PageFrame } from './page-layout.ts'
import { type PageSize, pixelsPerPoint, type Zoom } from './page-size.ts'
import { useCtrlWheel } from './use-ctrl-wheel.ts'
import { useDoubleTap } from './use-double-tap.ts'
import { usePageScroll } from './use-page-scroll.ts'

export type PageListHandle = {
  goToPage: (page: number) => void
  goToBox: (page: number, box: { x: number; y: number; w: number; h: number }) => void
  focus: () => void
  element: () => HTMLElement | null
}

type Props = {
  ref: Ref<PageListHandle>
  pageCount: number
  zoom: Zoom
  startPage: number
  page: number
  onZoomChange: (zoom: Zoom) => void
  onPageChange: (page: number) => void
  /** Called when the factor at which the current page is shown changes. */
  onFactorChange: (factor: number) => void
  renderPage: (page: number, frame: PageFrame, onSize: (page: number, size: PageSize) => void) => ReactNode
  /** The horizontal extent of a page's words as fractions of its width; null while it is unknown. */
  textColumnOf: (page: number) => { left: number; right: number } | null
  /** Content over the pages, positioned in the scrolled column. */
  renderOverlay: (scroller: RefObject<HTMLElement | null>) => ReactNode
}

/** The scrollable column of pages (virtualized): only the pages near the view are rendered. */
export function PageList({
  ref,
  pageCount,
  zoom,
  startPage,
  page,
  onZoomChange,
  onPageChange,
  onFactorChange,
  renderPage,
  textColumnOf,
  renderOverlay,
}: Props) {
  const scroll = usePageScroll({ pageCount, zoom, startPage, onPageChange })
  const { scroller, layout, view, near, learnSize, goToPage, goToBox, holdPoint } = scroll
  const factor = layout.frameOf(page).scale / pixelsPerPoint

  useCtrlWheel(scroller, (delta, at) => {
    holdPoint(at)
    onZoomChange(factor * Math.exp(-delta / 300))
  })
  useDoubleTap(scroller, (at) => {
    const target = layout.pageAt((scroller.current?.scrollTop ?? 0) + at.viewY)
    const frame = layout.frameOf(target)
    const column = textColumnOf(target)
    if (!view || !column || typeof zoom === 'number') return onZoomChange('auto')
    const viewX = frame.left + column.left * frame.width - (scroller.current?.scrollLeft ?? 0)
    holdPoint({ viewX, viewY: at.viewY, toX: 8 })
    const wide = (view.width - 16) / ((column.right - column.left) * frame.width)
    onZoomChange(factor * Math.min(wide, 3))
  })
  useEffect(() => onFactorChange(factor), [factor, onFactorChange])
  useImperativeHandle(ref, () => ({
    goToPage,
    goToBox,
    focus: () => scroller.current?.focus({ preventScroll: true }),
    element: () => scroller.current,
  }))
  useEffect(() => {
    // With the focus on the scroller, the arrow keys scroll without a click first.
    if (document.activeElement === document.body) scroller.current?.focus({ preventScroll: true, focusVisible: false })
  }, [scroller])

  const last = Math.min(near.last, pageCount)
  const pages = Array.from({ length: Math.max(0, last - near.first + 1) }, (_, index) => near.first + index)
  return (
    <section
      ref={scroller}
      onScroll={scroll.onScroll}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
      tabIndex={0}
      aria-label={viewerMessages.pages.label}
      className="-outline-offset-1 relative size-full overflow-auto touch-manipulation overscroll-contain bg-well focus-visible:outline-1 focus-visible:outline-accent/50 [overflow-anchor:none]"
    >
      <div className="relative" style={{ width: layout.width, height: layout.height }}>
        {view && pages.map((number) => renderPage(number, layout.frameOf(number), learnSize))}
        {renderOverlay(scroller)}
      </div>
    </section>
  )
}
