import { defaultPageSize, type PageSize, scaleOf, type Zoom } from './page-size.ts'

/** The position of every page in the scrolled column, in CSS pixels. Pages are numbered from 1. */
export type PageLayout = {
  pageCount: number
  width: number
  height: number
  frameOf: (page: number) => PageFrame
  /** The page at a vertical position; between two pages, the nearer one. */
  pageAt: (y: number) => number
}

export type PageFrame = { top: number; left: number; width: number; height: number; scale: number }

export type View = { width: number; height: number }

/**
 * Scroll anchor: a point of a page, as fractions of its width and height, and its position in the view. It keeps that position when
 * the layout changes.
 */
export type Anchor = { page: number; across: number; along: number; viewX: number; viewY: number }

export const pageGap = 16

/**
 * Lays out a column of pages. Pages of unknown size get the size of page 1. `margin` is the minimum distance to the sides of the
 * view, in CSS pixels.
 */
export function layoutPages(options: {
  pageCount: number
  sizes: ReadonlyMap<number, PageSize>
  zoom: Zoom
  view: View
  margin: number
}): PageLayout {
  const { pageCount, sizes, zoom, view, margin } = options
  const fallback = sizes.get(1) ?? defaultPageSize
  const scales = new Float64Array(pageCount + 1)
  const tops = new Float64Array(pageCount + 2)
  let width = view.width
  tops[1] = pageGap
  for (let page = 1; page <= pageCount; page++) {
    const size = sizes.get(page) ?? fallback
    const scale = scaleOf(zoom, size, view, margin)
    scales[page] = scale
    tops[page + 1] = (tops[page] ?? 0) + Math.round(size.height * scale) + pageGap
    width = Math.max(width, Math.round(size.width * scale) + 2 * margin)
  }
  const pageAt = (y: number) => {
    let low = 1
    let high = pageCount
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      if ((tops[middle] ?? 0) - pageGap / 2 <= y) low = middle
      else high = middle - 1
    }
    return low
  }
  const frames = new Map<number, PageFrame>()
  const frameOf = (page: number): PageFrame => {
    const known = frames.get(page)
    if (known) return known
    const size = sizes.get(page) ?? fallback
    const scale = scales[page] ?? 1
    const pageWidth = Math.round(size.width * scale)
    const left = Math.max(margin, Math.round((width - pageWidth) / 2))
    const frame = { top: tops[page] ?? 0, left, width: pageWidth, height: Math.round(size.height * scale), scale }
    frames.set(page, frame)
    return frame
  }
  return { pageCount, width, height: tops[pageCount + 1] ?? pageGap, frameOf, pageAt }
}

/** The pages to render: those in the view, and those within about one view height before and after it. */
export function pagesNear(layout: PageLayout, scrollTop: number, viewHeight: number): { first: number; last: number } {
  return {
    first: layout.pageAt(scrollTop - viewHeight * 0.75),
    last: layout.pageAt(scrollTop + viewHeight * 1.75),
  }
}

/** The current page: the one at a third of the view's height. */
export function currentPage(layout: PageLayout, scrollTop: number, viewHeight: number): number {
  if (scrollTop <= 0) return 1
  if (scrollTop + viewHeight >= layout.height - 1) {
    const last = layout.frameOf(layout.pageCount)
    if (last.height < viewHeight * 0.66) return layout.pageCount
  }
  return layout.pageAt(scrollTop + viewHeight / 3)
}

/** The anchor for a point of the view. */
export function anchorAt(
  layout: PageLayout,
  scroll: { left: number; top: number },
  at: { viewX: number; viewY: number },
): Anchor {
  const page = layout.pageAt(scroll.top + at.viewY)
  const frame = layout.frameOf(page)
  return {
    page,
    across: (scroll.left + at.viewX - frame.left) / frame.width,
    along: (scroll.top + at.viewY - frame.top) / frame.height,
    ...at,
  }
}

/** The scroll position that puts the anchor at its position in the view (scroll restoration). */
export function scrollFor(layout: PageLayout, anchor: Anchor): { left: number; top: number } {
  const frame = layout.frameOf(Math.min(anchor.page, layout.pageCount))
  return {
    left: frame.left + anchor.across * frame.width - anchor.viewX,
    top: frame.top + anchor.along * frame.height - anchor.viewY,
  }
}

/** The scroll position that shows a box of a page (as fractions of the page) in the upper third of the view. */
export function scrollToBox(
  layout: PageLayout,
  page: number,
  box: { x: number; y: number; w: number; h: number },
  view: View,
  scrollLeft: number,
): { left: number; top: number } {
  const frame = layout.frameOf(page)
  const start = frame.left + box.x * frame.width
  const end = start + box.w * frame.width
  const isVisible = start >= scrollLeft + 8 && end <= scrollLeft + view.width - 8
  return {
    left: isVisible ? scrollLeft : Math.max(0, Math.min(start - 24, (start + end - view.width) / 2)),
    top: Math.max(0, frame.top + box.y * frame.height - view.height * 0.24),
  }
}
