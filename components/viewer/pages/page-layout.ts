import { type PageSize, scaleOf, usualPageSize, type Zoom } from './page-size.ts'

/** Where every page stands in the scrolled column, in CSS pixels. Pages count from 1. */
export type PageLayout = {
  pageCount: number
  width: number
  height: number
  frameOf: (page: number) => PageFrame
  /** The page at that height; the nearest one where it falls between two. */
  pageAt: (y: number) => number
}

export type PageFrame = { top: number; left: number; width: number; height: number; scale: number }

export type View = { width: number; height: number }

/** A point of a page, in fractions of it, and where in the view it stands: what stays put when the layout changes. */
export type Anchor = { page: number; across: number; along: number; viewX: number; viewY: number }

export const pageGap = 16

/** Lays out a column of pages. Sizes not known yet are taken to be like page 1's. `margin` is the least distance to the view's sides. */
export function layoutPages(options: {
  pageCount: number
  sizes: ReadonlyMap<number, PageSize>
  zoom: Zoom
  view: View
  margin: number
}): PageLayout {
  const { pageCount, sizes, zoom, view, margin } = options
  const usual = sizes.get(1) ?? usualPageSize
  const scales = new Float64Array(pageCount + 1)
  const tops = new Float64Array(pageCount + 2)
  let width = view.width
  tops[1] = pageGap
  for (let page = 1; page <= pageCount; page++) {
    const size = sizes.get(page) ?? usual
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
    const size = sizes.get(page) ?? usual
    const scale = scales[page] ?? 1
    const pageWidth = Math.round(size.width * scale)
    const left = Math.max(margin, Math.round((width - pageWidth) / 2))
    const frame = { top: tops[page] ?? 0, left, width: pageWidth, height: Math.round(size.height * scale), scale }
    frames.set(page, frame)
    return frame
  }
  return { pageCount, width, height: tops[pageCount + 1] ?? pageGap, frameOf, pageAt }
}

/** The pages to keep drawn: those in sight and about a view's height before and after. */
export function pagesNear(layout: PageLayout, scrollTop: number, viewHeight: number): { first: number; last: number } {
  return {
    first: layout.pageAt(scrollTop - viewHeight * 0.75),
    last: layout.pageAt(scrollTop + viewHeight * 1.75),
  }
}

/** The page that one reads: the one at a third of the view's height. */
export function currentPage(layout: PageLayout, scrollTop: number, viewHeight: number): number {
  if (scrollTop <= 0) return 1
  if (scrollTop + viewHeight >= layout.height - 1) {
    const last = layout.frameOf(layout.pageCount)
    if (last.height < viewHeight * 0.66) return layout.pageCount
  }
  return layout.pageAt(scrollTop + viewHeight / 3)
}

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

/** The scroll position at which the anchor's point stands where it stood. */
export function scrollFor(layout: PageLayout, anchor: Anchor): { left: number; top: number } {
  const frame = layout.frameOf(Math.min(anchor.page, layout.pageCount))
  return {
    left: frame.left + anchor.across * frame.width - anchor.viewX,
    top: frame.top + anchor.along * frame.height - anchor.viewY,
  }
}

/** The scroll position that brings a box of a page (in fractions of it) into the view's upper third, in sight from side to side. */
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
  const isInSight = start >= scrollLeft + 8 && end <= scrollLeft + view.width - 8
  return {
    left: isInSight ? scrollLeft : Math.max(0, Math.min(start - 24, (start + end - view.width) / 2)),
    top: Math.max(0, frame.top + box.y * frame.height - view.height * 0.24),
  }
}
