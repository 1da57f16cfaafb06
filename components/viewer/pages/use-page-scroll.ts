'use client'
import { type RefObject, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import {
  type Anchor,
  anchorAt,
  currentPage,
  layoutPages,
  type PageLayout,
  pageGap,
  pagesNear,
  scrollFor,
  scrollToBox,
  type View,
} from './page-layout.ts'
import type { PageSize, Zoom } from './page-size.ts'

type Box = { x: number; y: number; w: number; h: number }

type Options = {
  pageCount: number
  zoom: Zoom
  startPage: number
  onPageChange: (page: number) => void
}

export type PageScroll = {
  scroller: RefObject<HTMLElement | null>
  layout: PageLayout
  view: View | null
  near: { first: number; last: number }
  onScroll: () => void
  learnSize: (page: number, size: PageSize) => void
  goToPage: (page: number) => void
  goToBox: (page: number, box: Box) => void
  /** Names the point of the view that stays put, or comes to `toX`, when the zoom changes next; without it, the upper third does. */
  holdPoint: (at: { viewX: number; viewY: number; toX?: number }) => void
}

/** The scrolled column of pages: what is near, where it stands, and a reader's place that survives every change of the layout. */
export function usePageScroll({ pageCount, zoom, startPage, onPageChange }: Options): PageScroll {
  const scroller = useRef<HTMLElement>(null)
  const [view, setView] = useState<View | null>(null)
  const [sizes, setSizes] = useState<ReadonlyMap<number, PageSize>>(new Map())
  const margin = (view?.width ?? 0) < 640 ? 8 : 24
  const layout = useMemo(
    () => layoutPages({ pageCount, sizes, zoom, view: view ?? { width: 800, height: 600 }, margin }),
    [pageCount, sizes, zoom, view, margin],
  )
  const [near, setNear] = useState({ first: startPage, last: startPage })
  const anchor = useRef<Anchor>({ page: startPage, across: 0.5, along: 0, viewX: 0, viewY: 16 })
  const isHeld = useRef(false)
  const latest = useRef({ layout, onPageChange, page: startPage })

  const look = useCallback(() => {
    const element = scroller.current
    if (!element) return
    const { layout: shown } = latest.current
    const { scrollLeft, scrollTop, clientHeight, clientWidth } = element
    if (!isHeld.current) {
      // At the very beginning the top of the first page stays put; anywhere else, what one reads.
      const viewY = scrollTop <= pageGap ? shown.frameOf(1).top - scrollTop : clientHeight / 3
      const at = { viewX: clientWidth / 2, viewY }
      anchor.current = anchorAt(shown, { left: scrollLeft, top: scrollTop }, at)
    }
    const next = pagesNear(shown, scrollTop, clientHeight)
    setNear((before) => (before.first === next.first && before.last === next.last ? before : next))
    const page = currentPage(shown, scrollTop, clientHeight)
    if (page !== latest.current.page) {
      latest.current.page = page
      latest.current.onPageChange(page)
    }
  }, [])

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const measure = () => {
      const next = { width: element.clientWidth, height: element.clientHeight }
      if (next.width > 0)
        setView((before) => (before?.width === next.width && before.height === next.height ? before : next))
    }
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    return () => observer.disconnect()
  }, [])

  useLayoutEffect(() => {
    latest.current.layout = layout
    latest.current.onPageChange = onPageChange
    const element = scroller.current
    if (!element || !view) return
    const { left, top } = scrollFor(layout, anchor.current)
    element.scrollTo({ left, top, behavior: 'instant' })
    isHeld.current = false
    look()
  }, [layout, view, onPageChange, look])

  const jump = useCallback(
    (to: { left: number; top: number }) => {
      scroller.current?.scrollTo({ ...to, behavior: 'instant' })
      look()
    },
    [look],
  )

  return {
    scroller,
    layout,
    view,
    near,
    onScroll: look,
    learnSize: useCallback((page, size) => {
      setSizes((before) => {
        const known = before.get(page)
        if (known && known.width === size.width && known.height === size.height) return before
        return new Map(before).set(page, size)
      })
    }, []),
    goToPage: useCallback(
      (page) => {
        const element = scroller.current
        if (!element) return
        const { layout: shown } = latest.current
        const frame = shown.frameOf(Math.min(Math.max(page, 1), shown.pageCount))
        jump({ left: element.scrollLeft, top: frame.top - 8 })
      },
      [jump],
    ),
    goToBox: useCallback(
      (page, box) => {
        const element = scroller.current
        if (!element) return
        const shown = { width: element.clientWidth, height: element.clientHeight }
        jump(scrollToBox(latest.current.layout, page, box, shown, element.scrollLeft))
      },
      [jump],
    ),
    holdPoint: useCallback(({ viewX, viewY, toX = viewX }) => {
      const element = scroller.current
      if (!element) return
      const scroll = { left: element.scrollLeft, top: element.scrollTop }
      anchor.current = { ...anchorAt(latest.current.layout, scroll, { viewX, viewY }), viewX: toX }
      isHeld.current = true
    }, []),
  }
}
